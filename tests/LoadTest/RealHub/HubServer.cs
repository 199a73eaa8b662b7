using System.Globalization;
using ContactHub.LoadTest.CommandLine;
using ContactHub.LoadTest.Servers;

namespace ContactHub.LoadTest.RealHub;

/// <summary>Starts the real hub as a child process, on the same port and files every time.</summary>
internal sealed class HubServer(string dll, WorkFolder folder, int port)
{
    /// <param name="path">The hub's dll as given; null looks for the one of the same configuration in this repository.</param>
    /// <exception cref="OptionException">It is not there.</exception>
    public static HubServer In(WorkFolder folder, string? path)
    {
        string found = path ?? Beside(AppContext.BaseDirectory, "Api", engine: null);
        return File.Exists(found)
            ? new HubServer(found, folder, ServerProcess.FreePort())
            : throw new OptionException($"The hub is not built at '{found}': build it in the same configuration, or name its dll with --hub.");
    }

    /// <exception cref="IOException">It ended or did not listen.</exception>
    public Task<ServerProcess> StartAsync(TimeProvider time, CancellationToken cancel) =>
        ServerProcess.StartAsync(new ServerLaunch([dll], Settings(), Path.GetDirectoryName(dll)!, port), time, cancel);

    /// <summary>
    /// The dll of a project in this repository, whose output lies in the same tree: tests/LoadTest/bin/Release/net10.0 and
    /// Api/bin/Release/net10.0.
    /// </summary>
    /// <param name="own">This tool's own folder.</param>
    /// <param name="engine">The folder below <c>bin</c> that another engine's builds go to; null for the default one.</param>
    public static string Beside(string own, string project, string? engine)
    {
        string framework = Path.GetFileName(Path.TrimEndingDirectorySeparator(own));
        string configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(own))!);
        return Path.GetFullPath(Path.Combine(own, "../../../../..", project, "bin", engine ?? "", configuration, framework, $"ContactHub.{project}.dll"));
    }

    /// <summary>
    /// The site of the load, and no limits: its citizens write far faster than people may, and everything that protects from that is out of the way.
    /// </summary>
    public static Dictionary<string, string> SettingsForLoad() => new()
    {
        ["Visitors__SendsPerVisitor"] = "10000000",
        ["Visitors__SendsPerAddress"] = "10000000",
        ["Visitors__SessionsPerAddress"] = "10000000",
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Sites__0__Id"] = VisitorSessions.Site,
        ["Sites__0__AllowedOrigins__0"] = "http://127.0.0.1",
        ["Sites__0__Title__Tr"] = "Yük testi",
    };

    private Dictionary<string, string> Settings()
    {
        Dictionary<string, string> settings = SettingsForLoad();
        settings["Urls"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        settings["Storage__Path"] = folder.Path;
        settings["Logging__LogLevel__Default"] = "Warning";
        return settings;
    }
}
