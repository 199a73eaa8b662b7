using ContactHub.Conversations;
using ContactHub.Outbound;
using ContactHub.Realtime;
using ContactHub.Storage;

namespace ContactHub.Messengers;

/// <summary>What of a conversation goes out to a messenger: what is said there, and the lines of a timeline that its clients would show by themselves.</summary>
public sealed class MessengerDeliveries(IEventLog log, ConversationCalls conversations)
{
    private const string Message = "messagePosted";

    /// <summary>Reasons to wait that the citizen need not hear of, or has heard already.</summary>
    private static readonly string[] Untold = ["email", "callBack", "request", "merged", "split"];

    /// <summary>The place that an event is told to on a channel, and the event; null when it is told to none.</summary>
    public async ValueTask<(string PlaceId, TimelineEntry Entry)?> Find(StoredEvent e, string channel, CancellationToken ct)
    {
        if (e.Kind == Message)
        {
            if (!string.Equals(e.Channel, channel, StringComparison.Ordinal)) return null;
            var said = EventCodec.FromStored(e);
            return said is { By.Kind: not ActorKind.Citizen, Event: MessagePosted { Via: { } via } } ? (via, said) : null;
        }

        if (e.Kind is not ("queueEntered" or "agentAssigned" or "conversationResolved")) return null;
        var entry = EventCodec.FromStored(e);
        if (!IsTold(entry) || await log.Summary(e.ConversationId, ct) is not { } stored) return null;
        var summary = SummaryCodec.Read(stored);
        return string.Equals(summary.ReplyChannel ?? summary.Channel, channel, StringComparison.Ordinal) && summary.ReplyVia is { } place ? (place, entry) : null;
    }

    /// <summary>The event of a delivery.</summary>
    /// <exception cref="InvalidDataException">The log doesn't have it any more.</exception>
    public async Task<TimelineEntry> EventOf(Delivery delivery, CancellationToken ct)
    {
        var stored = await log.Read(delivery.ConversationId, delivery.Seq - 1, 1, ct);
        return stored.Count == 1 ? EventCodec.FromStored(stored[0]) : throw new InvalidDataException($"Conversation {delivery.ConversationId} has no event {delivery.Seq}.");
    }

    /// <summary>Says in the timeline that a message did not arrive, once for all of its parts.</summary>
    /// <exception cref="TimeoutException">The store cannot take it now; repeat it later.</exception>
    public async Task ReportFailure(Delivery delivery)
    {
        if (delivery.Kind != Message) return;
        var report = new DeliveryReported(delivery.Seq, DeliveryStatus.Failed, Short(delivery.Code, ConversationLimits.Value), Short(delivery.Detail, ConversationLimits.Comment));
        var result = await conversations.To(delivery.ConversationId).Execute(new RecordContact(Actor.Hub, $"{delivery.Channel}:failed:{delivery.Seq}", delivery.Channel, report));
        if (result.Error == CommandError.Unavailable) throw new TimeoutException("The store takes no writes at the moment.");
    }

    private static bool IsTold(TimelineEntry entry) => entry.Event switch
    {
        QueueEntered queued => !Untold.Contains(queued.Reason, StringComparer.Ordinal),
        AgentAssigned assigned => assigned.How is "accepted" or "taken" or "transferred",
        ConversationResolved => entry.By.IsStaff,
        _ => false,
    };

    private static string? Short(string? text, int most) => text is null || text.Length <= most ? text : text[..most];
}
