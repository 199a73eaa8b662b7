namespace ContactHub.LoadTest.Servers;

/// <summary>The <c>dotnet</c> command to start servers with.</summary>
internal static class DotnetHost
{
    /// <summary>The one this tool runs on, else the one on the path.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        string own = Environment.ProcessPath ?? "";
        if (System.IO.Path.GetFileNameWithoutExtension(own) == "dotnet")
            return own;
        string? root = Environment.GetEnvironmentVariable("DOTNET_ROOT");
        return root is null ? "dotnet" : System.IO.Path.Combine(root, "dotnet");
    }
}
