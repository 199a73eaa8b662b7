namespace ContactHub.Startup;

/// <summary>
/// Which environment the hub runs in when nobody says. What was built from source is the demo (Development); what was published, without the
/// demo's settings beside it, is Production. A launch profile could say so too, but `dotnet run` then prints a line of its own before a
/// command's output.
/// </summary>
internal static class HubEnvironment
{
    public static string Name =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
        ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
        ?? (File.Exists(Path.Combine(AppContext.BaseDirectory, "appsettings.Development.json")) ? Environments.Development : Environments.Production);

    /// <summary>Settings come from beside the program; files that a person names, from where the person is.</summary>
    public static WebApplicationOptions Options(string[] args) =>
        new() { Args = args, ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Name };
}
