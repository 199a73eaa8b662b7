using ContactHub.Desk;
using ContactHub.Realtime;
using ContactHub.Visitors;
using Microsoft.AspNetCore.SignalR;

namespace ContactHub.Health;

/// <summary>
/// The end of a process without a lost message: not ready, then the clients are told and parted from one by one while their commands go on being
/// answered. What a client had no receipt for, it sends again elsewhere under the same id.
/// </summary>
public sealed partial class NodeDrain(
    DrainOptions options, NodeConnections connections, IHubContext<VisitorHub> visitors, IHubContext<DeskHub> desks, TimeProvider clock, ILogger<NodeDrain> logger)
{
    /// <summary>Reason of <c>closing</c>, docs/protocol.md section 5.</summary>
    public const string Reason = "restarting";

    /// <summary>Time for <c>closing</c> to reach a client before its connection ends.</summary>
    private static readonly TimeSpan TimeToRead = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private volatile bool _begun;

    /// <summary>Whether the process is about to end and wants no new work.</summary>
    public bool HasBegun => _begun;

    /// <summary>Runs once; returns when the process may stop.</summary>
    /// <param name="hurry">Ends the waiting: somebody asked again.</param>
    public async Task Run(CancellationToken hurry)
    {
        _begun = true;
        Begun(connections.Count);
        try
        {
            await Task.Delay(options.Notice, clock, hurry);
            if (connections.Count == 0 || options.Time == TimeSpan.Zero) return;
            await visitors.Clients.All.SendAsync("closing", Reason, hurry);
            await desks.Clients.All.SendAsync("closing", Reason, hurry);
            await Task.Delay(TimeToRead, clock, hurry);
            await Part(hurry);
        }
        catch (OperationCanceledException) when (hurry.IsCancellationRequested)
        {
            Hurried(connections.Count);
        }
    }

    private async Task Part(CancellationToken hurry)
    {
        var started = clock.GetTimestamp();
        var all = connections.All.ToArray();
        var parted = 0;
        while (parted < all.Length)
        {
            var share = options.Time <= TimeToRead ? 1 : clock.GetElapsedTime(started) / (options.Time - TimeToRead);
            for (var due = Math.Min(all.Length, 1 + (int)(share * all.Length)); parted < due; parted++) all[parted].Abort();
            if (parted < all.Length) await Task.Delay(Beat, clock, hurry);
        }
    }

    [LoggerMessage(2100, LogLevel.Information, "Stopping: no new work is taken, {Connections} connections are told to go.")]
    private partial void Begun(int connections);

    [LoggerMessage(2101, LogLevel.Information, "Stopping at once, with {Connections} connections left.")]
    private partial void Hurried(int connections);
}
