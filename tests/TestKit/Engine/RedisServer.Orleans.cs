using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace ContactHub.TestKit;

/// <summary>
/// A real Redis server that keeps its data in memory, on a free port of the loopback address. Needs <c>redis-server</c> on the machine
/// (Debian: <c>apt-get install redis-server</c>); without it the tests fail.
/// </summary>
public sealed class RedisServer
{
    private static readonly Lazy<RedisServer> SharedServer = new(Start);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private RedisServer(int port) => Port = port;

    /// <summary>The server that the tests of one process share; each cluster has its own keys. It ends with the process.</summary>
    public static RedisServer Shared => SharedServer.Value;

    public int Port { get; }

    private static RedisServer Start()
    {
        // Test hosts are often killed, so a watcher ends the server when this process is gone.
        const string script = "exec <&- >/dev/null 2>&1; redis-server --port \"$2\" --bind 127.0.0.1 --save '' --appendonly no --dir /tmp & " +
            "while kill -0 \"$1\"; do sleep 1; done; kill $!";
        try
        {
            using var found = Process.Start(new ProcessStartInfo("redis-server", ["--version"]) { RedirectStandardOutput = true })!;
            found.WaitForExit();
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("redis-server is not on the PATH. Debian: apt-get install redis-server.", e);
        }

        var port = FreePorts.One();
        using var watcher = Process.Start(
            "setsid",
            ["sh", "-c", script, "sh", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), port.ToString(CultureInfo.InvariantCulture)]);
        var start = TimeProvider.System.GetTimestamp();
        while (!Listens(port))
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience) throw new InvalidOperationException("redis-server did not start.");
        }

        return new RedisServer(port);
    }

    private static bool Listens(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
