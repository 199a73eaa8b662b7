using System.Diagnostics.Metrics;

namespace ContactHub.Telemetry;

/// <summary>
/// The hub's meter. Its instruments stand beside what they measure, are listed in docs/operations.md, and cost a field read when nobody
/// listens. Tags name kinds of things (a channel, a department, a code), never a person or a conversation.
/// </summary>
public static class HubMeter
{
    /// <summary>Name of the meter, for whatever listens.</summary>
    public const string Name = "ContactHub";

    /// <summary>The one meter of the process.</summary>
    public static readonly Meter Meter = new(Name);

    /// <summary>Bounds for times in seconds, from a tenth of a millisecond to half a minute.</summary>
    internal static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    /// <summary>One tag.</summary>
    public static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
