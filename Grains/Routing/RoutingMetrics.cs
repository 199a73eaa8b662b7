using System.Diagnostics.Metrics;
using ContactHub.Telemetry;

namespace ContactHub.Routing;

/// <summary>What an operator sees of offers.</summary>
internal static class RoutingMetrics
{
    private static readonly Counter<long> Made = HubMeter.Meter.CreateCounter<long>(
        "contacthub.offers.made", "{offer}", "Offers shown to agents, by department");

    private static readonly Counter<long> Lapsed = HubMeter.Meter.CreateCounter<long>(
        "contacthub.offers.lapsed", "{offer}", "Offers that nobody answered in time, by department");

    public static void Shown(string departmentId) => Made.Add(1, HubMeter.Tag("department", departmentId));

    public static void Withdrawn(string departmentId, string reason)
    {
        if (reason is "lapsed") Lapsed.Add(1, HubMeter.Tag("department", departmentId));
    }
}
