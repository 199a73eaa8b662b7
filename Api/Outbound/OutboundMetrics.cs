using System.Diagnostics.Metrics;
using ContactHub.Telemetry;

namespace ContactHub.Outbound;

/// <summary>What an operator sees of the outbox.</summary>
internal static class OutboundMetrics
{
    private static readonly Counter<long> Attempts = HubMeter.Meter.CreateCounter<long>(
        "contacthub.outbound.attempts", "{attempt}", "Attempts to send, by channel and outcome");

    private static readonly Histogram<double> Delay = HubMeter.Meter.CreateHistogram<double>(
        "contacthub.outbound.delay", "s", "From the selection of an event to its delivery");

    /// <summary>An attempt ended.</summary>
    public static void Attempted(Delivery delivery, DeliveryStep step, DateTimeOffset now)
    {
        var outcome = step.State switch
        {
            DeliveryState.Delivered => "delivered",
            DeliveryState.Waiting => "retry",
            _ => "givenUp",
        };
        if (Attempts.Enabled) Attempts.Add(1, HubMeter.Tag("channel", delivery.Channel), HubMeter.Tag("outcome", outcome));
        if (Delay.Enabled && step.State == DeliveryState.Delivered) Delay.Record((now - delivery.CreatedAt).TotalSeconds, HubMeter.Tag("channel", delivery.Channel));
    }
}
