using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ContactHub.Telemetry;

/// <summary>The instruments of the embedded engine, under the same names, measured on Orleans around every call that leaves.</summary>
internal static class EngineMetrics
{
    private static readonly ConcurrentDictionary<Type, KeyValuePair<string, object?>?> Tags = new();

    private static readonly Meter Meter = new("ContactHub.Engine");

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.00001, 0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 10, 30],
    };

    private static readonly Histogram<double> CallDuration = Meter.CreateHistogram(
        "contacthub.engine.call.duration", "s", "From the sending of a grain call to its answer, by interface", advice: Seconds);

    private static readonly Counter<long> CallTimeouts = Meter.CreateCounter<long>(
        "contacthub.engine.call.timeouts", "{call}", "Grain calls that got no answer in time, by interface");

    private static readonly Histogram<double> ReminderDelay = Meter.CreateHistogram<double>(
        "contacthub.engine.reminder.delay", "s", "How late reminders came");

    /// <summary>When a call was sent, or 0 when nobody wants to know.</summary>
    public static long Sent() => CallDuration.Enabled ? Stopwatch.GetTimestamp() : 0;

    public static void Answered(Type grain, long sentAt)
    {
        if (sentAt != 0 && Tag(grain) is { } tag) CallDuration.Record(Stopwatch.GetElapsedTime(sentAt).TotalSeconds, tag);
    }

    public static void NotAnswered(Type grain)
    {
        if (Tag(grain) is { } tag) CallTimeouts.Add(1, tag);
    }

    /// <summary>Reminders are due a whole number of periods after the first.</summary>
    public static void Reminded(TickStatus tick)
    {
        if (ReminderDelay.Enabled) ReminderDelay.Record((tick.CurrentTickTime - tick.FirstTickTime).Ticks % tick.Period.Ticks / (double)TimeSpan.TicksPerSecond);
    }

    /// <summary>Null for observers, which answer nothing, and for what Orleans' own parts say to each other.</summary>
    private static KeyValuePair<string, object?>? Tag(Type grain) => Tags.GetOrAdd(grain, static type =>
        typeof(IGrainObserver).IsAssignableFrom(type) || !type.FullName!.StartsWith("ContactHub.", StringComparison.Ordinal)
            ? null
            : new KeyValuePair<string, object?>("interface", type.FullName));
}
