using System.Diagnostics;
using System.Globalization;

namespace ContactHub.TestKit;

/// <summary>Ends a peer when the test process is gone before it could: nobody's server is left over.</summary>
internal static class PeerWatch
{
    /// <param name="folder">The peer's, which is deleted then; as long as it is there the peer is wanted.</param>
    /// <param name="pidFile">In it, where the peer keeps its process id.</param>
    public static void Begin(string folder, string pidFile)
    {
        const string Script = "exec <&- >/dev/null 2>&1; while kill -0 \"$1\" && [ -d \"$2\" ]; do sleep 1; done; kill $(cat \"$2/$3\") && sleep 2; rm -rf \"$2\"";
        using var watcher = Process.Start("setsid", ["sh", "-c", Script, "sh", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), folder, pidFile]);
    }
}
