using System.Diagnostics;
using System.Globalization;

namespace ContactHub.TestKit;

/// <summary>A Redis of a test's own that keeps what it has acknowledged (docs/operations.md) and can be killed.</summary>
public sealed class DurableRedis : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-redis-").FullName;
    private Process? _process;

    private DurableRedis()
    {
    }

    public int Port { get; } = FreePorts.One();

    public static async Task<DurableRedis> Start()
    {
        var redis = new DurableRedis();
        PeerWatch.Begin(redis._folder, "redis.pid");
        await redis.Restart();
        return redis;
    }

    /// <summary>Starts it after <see cref="Kill"/>; returns when it takes connections.</summary>
    public async Task Restart()
    {
        var process = _process = Process.Start("redis-server",
        [
            "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder, "--save", "", "--appendonly", "yes",
            "--pidfile", Path.Combine(_folder, "redis.pid"), "--logfile", Path.Combine(_folder, "redis.log"),
        ]);
        await Eventually.Holds(() => process.HasExited ? throw new InvalidOperationException("redis-server ended: " + Log) : FreePorts.Answers(Port));
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        if (_process is not { } process) return;
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private string Log => File.Exists(Path.Combine(_folder, "redis.log")) ? File.ReadAllText(Path.Combine(_folder, "redis.log")) : "";
}
