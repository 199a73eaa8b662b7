using System.Diagnostics;
using System.Globalization;

namespace ContactHub.TestKit;

/// <summary>The server's programs, and the user who may run them: PostgreSQL refuses to run as root.</summary>
internal sealed class PostgresPrograms
{
    private readonly string _folder;
    private readonly string? _user;

    private PostgresPrograms(string folder, string? user) => (_folder, _user) = (folder, user);

    public static PostgresPrograms Find()
    {
        var folder = Candidates().FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")))
            ?? throw new InvalidOperationException(
                "PostgreSQL's server is not installed: no initdb in /usr/lib/postgresql/*/bin or on the PATH. Debian: apt-get install postgresql.");
        return new PostgresPrograms(folder, Environment.UserName == "root" ? NonRoot() : null);
    }

    /// <summary>Gives a folder to the user who runs the server.</summary>
    public async Task Own(string folder)
    {
        if (_user is not null) await Execute("chown", [_user, folder]);
    }

    /// <summary>
    /// Leaves a watcher that ends the server and removes its folder when this process is gone, killed or not: test hosts are often killed.
    /// </summary>
    public static void CleanUpAfterThisProcess(string folder)
    {
        const string script =
            "exec <&- >/dev/null 2>&1; while kill -0 \"$1\" && [ -d \"$2\" ]; do sleep 1; done; " +
            "kill -QUIT \"$(head -n 1 \"$2/data/postmaster.pid\")\" && sleep 2; rm -rf \"$2\"";
        var parent = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var watcher = Process.Start("setsid", ["sh", "-c", script, "sh", parent, folder]);
    }

    public Task Run(string program, params string[] arguments)
    {
        var path = Path.Combine(_folder, program);
        return _user is null
            ? Execute(path, arguments)
            : Execute("setpriv", ["--reuid", _user, "--clear-groups", "--", path, .. arguments]);
    }

    private static IEnumerable<string> Candidates()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        var installed = versions.OrderByDescending(v => v, StringComparer.Ordinal).Select(v => Path.Combine(v, "bin"));
        return installed.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
    }

    private static string NonRoot() =>
        File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static async Task Execute(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' failed: {await errors}{await output}");
    }
}
