using System.Collections.Concurrent;

namespace ContactHub.Embedded;

/// <summary>
/// Ends calls that wait too long. A timer per call would cost more than the call: instead a coarse clock advances once a second and visits only
/// addressees with calls under way, so a time-out fires up to one second late.
/// </summary>
internal sealed class CallTimeouts(TimeProvider time, TimeSpan responseTimeout) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<TurnScheduler> watched = new();
    private readonly long start = time.GetTimestamp();
    private ITimer? timer;
    private int nowSeconds;

    /// <summary>Whole seconds since the engine was made.</summary>
    public int NowSeconds => Volatile.Read(ref nowSeconds);

    /// <summary>The response time-out of methods that have none of their own.</summary>
    public int DefaultSeconds { get; } = Math.Max(1, (int)Math.Ceiling(responseTimeout.TotalSeconds));

    public void Start() => timer = time.CreateTimer(static self => ((CallTimeouts)self!).Sweep(), this, Tick, Tick);

    /// <summary>Has the addressee visited until it says that it has nothing left to watch.</summary>
    public void Watch(TurnScheduler addressee) => watched.Enqueue(addressee);

    public void Dispose() => timer?.Dispose();

    private void Sweep()
    {
        var now = (int)time.GetElapsedTime(start).TotalSeconds;
        Volatile.Write(ref nowSeconds, now);
        for (var left = watched.Count; left > 0 && watched.TryDequeue(out var addressee); left--)
        {
            if (!addressee.Sweep(now))
            {
                watched.Enqueue(addressee);
            }
        }
    }
}
