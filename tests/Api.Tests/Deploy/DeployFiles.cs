namespace ContactHub.Deploy.Tests;

/// <summary>The files that the hub is installed with, from the working tree that these tests were built from.</summary>
internal static class DeployFiles
{
    /// <summary>The folder with ContactHub.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <param name="file">A path from the root, with slashes.</param>
    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ContactHub.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
