using ContactHub.Conversations;
using ContactHub.Email;
using ContactHub.Outbound;
using ContactHub.Security;
using ContactHub.Storage;

namespace ContactHub.Audit;

/// <summary>
/// Carries what staff did in a conversation from the log into the audit trail. The two may be different databases, so no transaction holds both; the event
/// itself says who did it, and the outbox sees to it that its entry follows, whatever ends in between.
/// </summary>
internal sealed class TimelineAudit(IEventLog log, AuditLog audit, EmailOptions mail) : IOutboundChannel
{
    private const string Opened = "conversationOpened";
    private const string CimerAnswer = "cimerAnswered";

    /// <summary>Events that one command stores together, at the most.</summary>
    private const int Together = 8;

    public string Name => "audit";

    // An entry is never given up: the store comes back, or nothing works.
    public DeliveryLimits Limits { get; } = new() { Parallel = 2, FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(1), MostAge = TimeSpan.FromDays(36_500) };

    public ValueTask<IReadOnlyList<NewDelivery>> Select(StoredEvent e, CancellationToken ct) =>
        new(IsAudited(e) && ActorText.Read(e.Actor).IsStaff ? [new NewDelivery("trail", e.ConversationId)] : []);

    public async ValueTask<DeliveryOutcome> Send(Delivery delivery, CancellationToken ct)
    {
        var stored = await log.Read(delivery.ConversationId, delivery.Seq - 1, Together, ct);
        var entries = stored.Select(EventCodec.FromStored).ToList();
        var (action, detail) = delivery.Kind == CimerAnswer
            ? ("cimer.answered", entries[0].Event is CimerAnswered { Number: var number } ? new { number } : null)
            : ("mail.started", Mail(entries));
        var by = entries[0].By;
        await audit.AppendOnce(new DatedAuditEntry(entries[0].At, Auditing.Entry(by.Id, by.Name ?? by.Id, action, delivery.ConversationId, detail)), ct);
        return new DeliveryOutcome.Delivered();
    }

    /// <summary>Nobody of the staff opens a conversation on the mail channel but by writing first.</summary>
    private static bool IsAudited(StoredEvent e) => e.Kind == CimerAnswer || e is { Kind: Opened, Channel: Channels.Email };

    private object? Mail(IEnumerable<TimelineEntry> entries) => entries.Select(entry => entry.Event).OfType<EmailSent>().FirstOrDefault() is { } sent
        ? new { mailbox = mail.Mailbox(sent.From.Address)?.Id ?? sent.From.Address, recipients = sent.To.Length + (sent.Cc.IsDefault ? 0 : sent.Cc.Length) }
        : null;
}
