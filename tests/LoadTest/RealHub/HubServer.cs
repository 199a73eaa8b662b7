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
        string found = path ?? Beside(AppContext.BaseDirectory);
        return File.Exists(found)
            ? new HubServer(found, folder, ServerProcess.FreePort())
            : throw new OptionException($"The hub is not built at '{found}': build it in the same configuration, or name its dll with --hub.");
    }

    /// <exception cref="IOException">It ended or did not listen.</exception>
    public Task<ServerProcess> StartAsync(TimeProvider time, CancellationToken cancel) =>
        ServerProcess.StartAsync(new ServerLaunch([dll], Settings(), Path.GetDirectoryName(dll)!, port), time, cancel);

    // tests/LoadTest/bin/<configuration>/net10.0 and Api/bin/<configuration>/net10.0 lie in the same tree.
    private static string Beside(string own)
    {
        string framework = Path.GetFileName(Path.TrimEndingDirectorySeparator(own));
        string configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(own))!);
        return Path.GetFullPath(Path.Combine(own, "../../../../../Api/bin", configuration, framework, "ContactHub.Api.dll"));
    }

    // The load's citizens write far faster than people may; every limit that protects from that is out of the way.
    private Dictionary<string, string> Settings() => new()
    {
        ["Visitors__SendsPerVisitor"] = "10000000",
        ["Visitors__SendsPerAddress"] = "10000000",
        ["Visitors__SessionsPerAddress"] = "10000000",
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Urls"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
        ["Sites__0__Id"] = VisitorSessions.Site,
        ["Sites__0__AllowedOrigins__0"] = "http://127.0.0.1",
        ["Sites__0__Title__Tr"] = "Yük testi",
        ["Storage__Path"] = folder.Path,
        ["Logging__LogLevel__Default"] = "Warning",
    };
}
