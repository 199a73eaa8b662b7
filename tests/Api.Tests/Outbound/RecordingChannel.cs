using System.Collections.Concurrent;
using ContactHub.Storage;

namespace ContactHub.Outbound;

/// <summary>A channel that sends every posted message to one target, in order within its conversation, and remembers what it was asked.</summary>
internal sealed class RecordingChannel(string name = "test") : IOutboundChannel
{
    public string Name => name;

    public DeliveryLimits Limits { get; set; } = new() { FirstPause = TimeSpan.FromSeconds(10), SendTimeout = TimeSpan.FromSeconds(30), Parallel = 4 };

    /// <summary>What an attempt answers; delivered by default.</summary>
    public Func<Delivery, CancellationToken, ValueTask<DeliveryOutcome>> Answer { get; set; } = (_, _) => new(new DeliveryOutcome.Delivered());

    public Action<StoredEvent> Selecting { get; set; } = _ => { };

    public Func<Delivery, ValueTask> Telling { get; set; } = _ => ValueTask.CompletedTask;

    /// <summary>Attempts, in the order in which they began.</summary>
    public ConcurrentQueue<Delivery> Sent { get; } = new();

    public ConcurrentQueue<Delivery> GaveUp { get; } = new();

    public IEnumerable<string> SentPlaces => Sent.Select(d => $"{d.ConversationId}/{d.Seq}");

    public ValueTask<IReadOnlyList<NewDelivery>> Select(StoredEvent e, CancellationToken ct)
    {
        Selecting(e);
        return new(e.Kind == "messagePosted" ? [new NewDelivery("t", e.ConversationId, e.Payload)] : []);
    }

    public ValueTask<DeliveryOutcome> Send(Delivery delivery, CancellationToken ct)
    {
        Sent.Enqueue(delivery);
        return Answer(delivery, ct);
    }

    public ValueTask GivenUp(Delivery delivery, CancellationToken ct)
    {
        GaveUp.Enqueue(delivery);
        return Telling(delivery);
    }
}
