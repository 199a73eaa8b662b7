using System.Diagnostics;
using ContactHub.LoadTest.Measurement;

namespace ContactHub.LoadTest.Load;

/// <summary>
/// The open loop: sends at a fixed rate, the pairs in turn, on a thread of its own that wakes each millisecond. How late
/// it sends is counted apart and is no part of the latencies.
/// </summary>
internal sealed class Pacer(IReadOnlyList<Pair> pairs, int perSecond)
{
    /// <summary>Planned to actual send time.</summary>
    public LatencyHistogram Lag { get; } = new();

    /// <summary>Sends until <paramref name="stop"/>.</summary>
    /// <exception cref="IOException">A citizen's connection is gone.</exception>
    public Task RunAsync(CancellationToken stop) =>
        Task.Factory.StartNew(() => Run(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken stop)
    {
        long started = Stopwatch.GetTimestamp();
        double interval = (double)Stopwatch.Frequency / perSecond;
        long sent = 0;
        while (!stop.WaitHandle.WaitOne(1))
        {
            long due = (long)((Stopwatch.GetTimestamp() - started) / interval);
            for (; sent < due; sent++)
            {
                pairs[(int)(sent % pairs.Count)].SendNext();
                Lag.Record(Stopwatch.GetTimestamp() - started - (long)((sent + 1) * interval));
            }
        }
    }
}
