using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ContactHub.TestKit;

/// <summary>
/// A real Postfix in a folder of its own, on free ports of the loopback address, that delivers to a <see cref="DovecotServer"/> and lets its users send. Needs
/// root and Debian's postfix; without it the tests fail and do not skip.
/// </summary>
public sealed class PostfixServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/postfix";
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;

    /// <summary>Offers STARTTLS.</summary>
    public int Port { get; } = FreePorts.One();

    public int TlsPort { get; } = FreePorts.One();

    /// <summary>What it logged.</summary>
    public string Log => string.Join('\n', _log);

    private string Folder { get; } = Directory.CreateTempSubdirectory("contacthub-postfix-").FullName;

    public static async Task<PostfixServer> Start(DovecotServer dovecot)
    {
        var server = new PostfixServer();
        await server.Prepare(dovecot);
        await server.Restart();
        return server;
    }

    /// <summary>Starts the server after <see cref="Stop"/>; returns when it takes connections.</summary>
    public async Task Restart()
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var argument in (string[])["-c", Folder, "start-fg"]) start.ArgumentList.Add(argument);
        var process = _process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.Holds(() => process.HasExited ? throw new InvalidOperationException("Postfix ended: " + Log) : FreePorts.Answers(Port) && FreePorts.Answers(TlsPort));
    }

    /// <summary>Ends the server; its connections break, its queue stays.</summary>
    public async Task Stop()
    {
        if (_process is not { HasExited: false } process) return;
        using (var stop = Process.Start(Program, ["-c", Folder, "stop"])) await stop.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(Eventually.Patience);
        process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task Prepare(DovecotServer dovecot)
    {
        if (!File.Exists(Program)) throw new InvalidOperationException("Postfix is not installed. Debian: apt-get install postfix.");
        foreach (var folder in (string[])["queue", "data"]) Directory.CreateDirectory(Path.Combine(Folder, folder));
        Save("tls.crt", dovecot.Certificates.ServerPem);
        Save("tls.key", dovecot.Certificates.ServerKeyPem);
        Save("main.cf", PostfixConfiguration.Main(Folder, dovecot));
        Save("master.cf", PostfixConfiguration.Master(Port, TlsPort));
        foreach (var command in (string[][])[["chmod", "-R", "a+rX", Folder], ["chown", "postfix", Path.Combine(Folder, "data")]])
        {
            using var process = Process.Start(command[0], command[1..]);
            await process.WaitForExitAsync();
            if (process.ExitCode != 0) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{command[0]} ended with {process.ExitCode}."));
        }

        PeerWatch.Begin(Folder, "queue/pid/master.pid");
    }

    private void Save(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);
}
