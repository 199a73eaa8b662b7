using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ContactHub.Embedded;

/// <summary>What an operator sees of the engine. Recorded only while somebody listens to the meter.</summary>
internal static class EngineMetrics
{
    public const string MeterName = "ContactHub.Engine";

    private static readonly Meter Meter = new(MeterName);

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

    public static void Answered(Request request)
    {
        if (request.SentAt != 0) CallDuration.Record(Stopwatch.GetElapsedTime(request.SentAt).TotalSeconds, Interface(request));
    }

    public static void TimedOut(Request request) => CallTimeouts.Add(1, Interface(request));

    public static void Reminded(TimeSpan late) => ReminderDelay.Record(late.TotalSeconds);

    private static KeyValuePair<string, object?> Interface(Request request) => new("interface", request.Method.InterfaceName);
}
