using ContactHub.Storage;

namespace ContactHub.Outbound;

/// <summary>
/// A way out of the hub. The outbox shows it every event once, keeps what it selects, and has it sent at least once, in order within an order key, whatever
/// crashes in between (docs/architecture.md, section 8). Registered as a singleton of this type; one that is not registered any more keeps its place in
/// the log and the deliveries that wait, and goes on there when it is registered again.
/// </summary>
public interface IOutboundChannel
{
    /// <summary>Stable: place in the log and deliveries are kept under it.</summary>
    string Name { get; }

    /// <summary>Pace and patience; read anew each time, so they may change.</summary>
    DeliveryLimits Limits => DeliveryLimits.Default;

    /// <summary>
    /// What is to be sent because of an event. Called again after a crash, so the same event gives the same targets. When it throws, the channel stays
    /// before this event and is asked again later; an event that will never be understood is answered with nothing. It answers soon: all events pass here.
    /// </summary>
    ValueTask<IReadOnlyList<NewDelivery>> Select(StoredEvent e, CancellationToken ct);

    /// <summary>Sends a delivery. Its id goes along as idempotency key, since what was sent shortly before a crash is sent again.</summary>
    /// <param name="ct">Ends after <see cref="DeliveryLimits.SendTimeout"/>, which counts as <see cref="DeliveryOutcome.Retry"/>; so does an exception.</param>
    ValueTask<DeliveryOutcome> Send(Delivery delivery, CancellationToken ct);

    /// <summary>
    /// A delivery failed for good; <see cref="Delivery.Code"/> and <see cref="Delivery.Detail"/> say why. Called until it returns, and again after a crash, so it
    /// must bear being called twice. Deliveries behind it don't wait for it.
    /// </summary>
    ValueTask GivenUp(Delivery delivery, CancellationToken ct) => ValueTask.CompletedTask;
}
