using System.Diagnostics;
using System.Diagnostics.Metrics;
using ContactHub.Telemetry;

namespace ContactHub.Storage;

/// <summary>What an operator sees of the event log.</summary>
internal static class LogMetrics
{
    private static readonly Histogram<double> Duration = HubMeter.Meter.CreateHistogram(
        "contacthub.log.append.duration", "s", "From an append's arrival to its durable commit", advice: HubMeter.Seconds);

    private static readonly Counter<long> Failures = HubMeter.Meter.CreateCounter<long>(
        "contacthub.log.commit.failures", "{commit}", "Transactions that could not be written");

    private static long waiting;

    static LogMetrics() => HubMeter.Meter.CreateObservableUpDownCounter(
        "contacthub.log.queue", () => Volatile.Read(ref waiting), "{write}", "Writes that wait for their commit");

    /// <summary>When an append arrived, or 0 when nobody wants to know.</summary>
    public static long Arrival() => Duration.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>An append is durable.</summary>
    public static void Appended(long arrival)
    {
        if (arrival != 0) Duration.Record(Stopwatch.GetElapsedTime(arrival).TotalSeconds);
    }

    public static void Queued() => Interlocked.Increment(ref waiting);

    public static void Written(int count) => Interlocked.Add(ref waiting, -count);

    public static void Failed() => Failures.Add(1);
}
