using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Outbound;
using ContactHub.Realtime;
using ContactHub.Storage;

namespace ContactHub.Messengers;

/// <summary>What of a conversation goes out to a messenger: what is said there, and the lines of a timeline that its clients would show by themselves.</summary>
internal sealed class MessengerDeliveries(IEventLog log, ConversationCalls conversations)
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
    public Task ReportFailure(Delivery delivery) => delivery.Kind == Message
        ? Keep(delivery.ConversationId, delivery.Channel, delivery.Seq, DeliveryStatus.Failed, delivery.Code, delivery.Detail)
        : Task.CompletedTask;

    /// <summary>
    /// Keeps what a messenger says became of a message, once. A message has arrived or was read when its last part was; of what a bot says only failures are
    /// kept, because nobody waits for the rest.
    /// </summary>
    /// <param name="sentTo">Places that the messenger means; the message must have gone to one of them.</param>
    /// <exception cref="TimeoutException">The store cannot take it now; repeat it later.</exception>
    public async Task Report(string channel, MessengerMark mark, string?[] sentTo, DeliveryStatus status, string? code, string? detail, CancellationToken ct)
    {
        if (status != DeliveryStatus.Failed && !mark.IsLast) return;
        var stored = await log.Read(mark.ConversationId, mark.Seq - 1, 1, ct);
        if (stored.Count != 1 || EventCodec.FromStored(stored[0]) is not { Event: MessagePosted { Via: { } via } } said || !sentTo.Contains(via, StringComparer.Ordinal)) return;
        if (status == DeliveryStatus.Failed || said.By.Kind != ActorKind.Bot) await Keep(mark.ConversationId, channel, mark.Seq, status, code, detail);
    }

    private async Task Keep(string conversationId, string channel, long seq, DeliveryStatus status, string? code, string? detail)
    {
        var report = new DeliveryReported(seq, status, Short(code, ConversationLimits.Value), Short(detail, ConversationLimits.Comment));
        var id = $"{channel}:{JsonNamingPolicy.CamelCase.ConvertName(status.ToString())}:{seq}";
        var result = await conversations.To(conversationId).Execute(new RecordContact(Actor.Hub, id, channel, report));
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
