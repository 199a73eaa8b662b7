using System.Diagnostics;
using ContactHub.LoadTest.Measurement;
using ContactHub.LoadTest.Targets;

namespace ContactHub.LoadTest.Load;

/// <summary>One citizen who writes and the agent who sees it: numbers what goes out and tracks what comes in.</summary>
internal sealed class Pair(int index, LoadRun run) : IPairEvents
{
    private readonly Lock _sending = new();
    private readonly DeliveryTracker _arrivals = new();
    private IPairLink? _link;
    private int _sent;
    private int _acknowledged;
    private int _rejected;

    public int Index => index;
    public DeliveryTracker Arrivals => _arrivals;
    public int Sent => Volatile.Read(ref _sent);
    public int Acknowledged => Volatile.Read(ref _acknowledged);
    public int Rejected => Volatile.Read(ref _rejected);

    /// <summary>Connects both sides.</summary>
    public async Task ConnectAsync(ILoadTarget target, CancellationToken cancel) => _link = await target.ConnectAsync(index, this, cancel);

    /// <summary>Sends the next message at once.</summary>
    /// <exception cref="IOException">The citizen's connection is gone.</exception>
    public void SendNext()
    {
        // The lock keeps numbers and frames in the same order: the pacer and the agent's receiver may both send.
        lock (_sending)
        {
            _link!.Send(_sent, Stopwatch.GetTimestamp());
            _sent++;
        }
    }

    public void Arrived(MessageMark mark)
    {
        if (_arrivals.Arrived(mark.Number))
            run.Arrived(this, mark);
    }

    public void Acknowledge(int number) => Interlocked.Increment(ref _acknowledged);

    public void Reject(int number, string error)
    {
        Interlocked.Increment(ref _rejected);
        run.Rejected(error);
    }

    /// <summary>Sends what the two connections need to be seen as alive.</summary>
    public void KeepAlive() => _link!.KeepAlive();

    /// <summary>Ends both connections.</summary>
    public void Close() => _link?.Dispose();
}
