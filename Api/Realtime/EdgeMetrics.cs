using System.Diagnostics.Metrics;
using ContactHub.Telemetry;

namespace ContactHub.Realtime;

/// <summary>What an operator sees of the edge: connections, and refusals by code.</summary>
public static class EdgeMetrics
{
    private static readonly Counter<long> Refusals = HubMeter.Meter.CreateCounter<long>(
        "contacthub.errors", "{error}", "Refusals and faults by the protocol's code, and where they were answered");

    private static long visitors;
    private static long desks;

    static EdgeMetrics() => HubMeter.Meter.CreateObservableUpDownCounter<long>("contacthub.connections", Connections, "{connection}", "Connections by hub");

    /// <summary>A connection came (1) or went (-1).</summary>
    public static void Visitor(int change) => Interlocked.Add(ref visitors, change);

    /// <inheritdoc cref="Visitor"/>
    public static void Desk(int change) => Interlocked.Add(ref desks, change);

    /// <summary>Something was refused or failed.</summary>
    /// <param name="code">A code of docs/protocol.md section 3.</param>
    /// <param name="at"><c>hub</c> or <c>http</c>.</param>
    public static void Refused(string code, string at)
    {
        if (Refusals.Enabled) Refusals.Add(1, HubMeter.Tag("code", code), HubMeter.Tag("at", at));
    }

    private static Measurement<long>[] Connections() =>
    [
        new(Volatile.Read(ref visitors), HubMeter.Tag("hub", "visitor")),
        new(Volatile.Read(ref desks), HubMeter.Tag("hub", "desk")),
    ];
}
