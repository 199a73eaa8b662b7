using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>
/// Decisions about mails and calls. A mail wants a person, so it goes past the bot; a call is the exchange's to route until somebody answers it, and one
/// that reached nobody becomes a call-back for the queue.
/// </summary>
internal static class ContactDecisions
{
    public static Decision Record(ConversationState state, RecordContact contact, DecisionContext context)
    {
        if (contact.Event is not CimerReceived && Check(contact.Event) is { } refusal) return refusal;
        if (contact.Event is DeliveryReported report) return Report(state, contact, report);
        if (contact.Event is CimerReceived received) return CimerDecisions.Record(state, contact, received, context);
        if (!string.Equals(contact.Channel, contact.Event is EmailReceived or EmailFailed ? Channels.Email : Channels.Phone, StringComparison.Ordinal))
            return Decision.Refuse(CommandError.Invalid, "The channel is not this event's.");
        var opening = state.IsOpened ? ImmutableArray<NewEntry>.Empty : [OwnershipDecisions.Open(contact.By, contact.Channel, contact.Opening!)];
        var main = new NewEntry(contact.By, contact.Channel, contact.Event with { ClientId = contact.CommandId });
        var owner = state.IsOpened ? state.Owner : Owner.Bot;
        var department = state.DepartmentId ?? contact.Opening?.DepartmentId ?? context.DefaultDepartmentId;
        return Decision.Append(contact.Event switch
        {
            EmailReceived { Flags.Auto: true } => state.IsOpened ? [main] : [.. opening, main, Closed(contact.Channel, "automaticMail")],
            EmailReceived => [.. opening, .. ToPeople(state, contact, owner, department, "email"), main],
            CallEnded { IsMissed: true } => [.. opening, .. ToPeople(state, contact, owner, department, "callBack"), main],
            CallRang { Direction: CallDirection.In } when owner == Owner.None => [Reopened(contact), main],
            CallAnswered answered => [.. opening, main, .. Answered(state, contact, answered, owner, department)],
            // Nobody of the hub has it and nothing is open: the exchange's call was all there was.
            CallEnded when owner == Owner.Bot && state is { UnansweredSeq: 0, Channel: Channels.Phone } => [.. opening, main, Closed(contact.Channel, "callEnded")],
            _ => [.. opening, main],
        });
    }

    public static Decision Send(ConversationState state, SendEmail send)
    {
        if (send.By.Kind is not (ActorKind.Agent or ActorKind.System)) return Decision.Refuse(CommandError.Forbidden);
        if (send.By.Kind == ActorKind.System != send.Email.Auto) return Decision.Refuse(CommandError.Invalid, "Automatic mail is the hub's own.");
        if (Check(send.Email) is { } refusal) return refusal;
        if (send.Email.To.IsEmpty) return Decision.Refuse(CommandError.Empty);
        var mail = new NewEntry(send.By, Channels.Email, send.Email with { ClientId = send.CommandId });
        if (!state.IsOpened) return send.By.Kind == ActorKind.Agent ? Decision.Append(Begun(send, mail)) : Decision.Refuse(CommandError.Forbidden);
        if (send.By.IsStaff && state.Owner == Owner.None) return Decision.Refuse(CommandError.Resolved);
        if (send.By.IsStaff && !OwnershipDecisions.IsOwner(state, send.By)) return Decision.Refuse(CommandError.NotOwner, state.AgentName);
        return Decision.Append(mail);
    }

    /// <summary>Who writes first has the conversation: nobody waits in it, and the answer comes to the one who asked.</summary>
    private static ImmutableArray<NewEntry> Begun(SendEmail send, NewEntry mail) =>
    [
        OwnershipDecisions.Open(send.By, Channels.Email, send.Opening!),
        new NewEntry(send.By, Channels.Email, new AgentAssigned(send.By.Id, send.By.Name ?? send.By.Id, send.Opening!.DepartmentId, "wrote")),
        mail,
    ];

    /// <summary>Nobody's turn changes by it: what did not arrive is shown where it was said.</summary>
    private static Decision Report(ConversationState state, RecordContact contact, DeliveryReported report) =>
        contact.By.Kind != ActorKind.System ? Decision.Refuse(CommandError.Forbidden)
        : report.Seq < 1 || report.Seq > state.LastSeq ? Decision.Refuse(CommandError.Invalid, "There is no such message.")
        : Decision.Append(new NewEntry(contact.By, contact.Channel, report with { ClientId = contact.CommandId }));

    private static ImmutableArray<NewEntry> ToPeople(ConversationState state, RecordContact contact, Owner owner, string department, string reason) => owner switch
    {
        Owner.Queue or Owner.Agent => [],
        Owner.None => [Reopened(contact), Enqueue(state, contact, department, reason)],
        _ => [Enqueue(state, contact, department, reason)],
    };

    /// <summary>Whoever talks to the citizen has the conversation, unless somebody has it already.</summary>
    private static ImmutableArray<NewEntry> Answered(ConversationState state, RecordContact contact, CallAnswered answered, Owner owner, string department)
    {
        if (answered.AgentId is not { } agent || owner == Owner.Agent) return [];
        var assigned = new NewEntry(contact.By, Channels.Phone, new AgentAssigned(agent, answered.AgentName ?? agent, state.DepartmentId ?? department, "answered"));
        return owner == Owner.None ? [Reopened(contact), assigned] : [assigned];
    }

    /// <summary>On the contact's own channel, unlike a handoff from the bot: statistics tell the two apart by it.</summary>
    private static NewEntry Enqueue(ConversationState state, RecordContact contact, string department, string reason) =>
        new(Actor.Hub, contact.Channel, new QueueEntered(department, state.LastAgentId, reason));

    private static NewEntry Reopened(RecordContact contact) =>
        new(Actor.Hub, contact.Channel, new ConversationReopened(contact.Channel == Channels.Email ? "citizenWrote" : "citizenCalled"));

    private static NewEntry Closed(string channel, string reason) => new(Actor.Hub, channel, new ConversationResolved(reason));

    private static Decision? Check(ConversationEvent e) => e switch
    {
        EmailReceived mail => Check(mail.MessageId, mail.Subject, mail.To, mail.Cc, mail.Attachments)
            ?? (mail.Text.Length > ConversationLimits.EmailText || mail.Quoted?.Length > ConversationLimits.EmailText ? Decision.Refuse(CommandError.TooLong) : null),
        EmailSent mail => string.IsNullOrWhiteSpace(mail.Text) && mail.Attachments.IsDefaultOrEmpty ? Decision.Refuse(CommandError.Empty)
            : mail.Text.Length > ConversationLimits.EmailText || mail.Signature?.Length > ConversationLimits.EmailSignature ? Decision.Refuse(CommandError.TooLong)
            : Check(mail.MessageId, mail.Subject, mail.To, mail.Cc, mail.Attachments),
        EmailFailed failed => Id(failed.MessageId),
        CallRang call => Id(call.CallId),
        CallProgressed call => Id(call.CallId),
        CallAnswered call => Id(call.CallId),
        CallEnded call => Id(call.CallId),
        CallRecorded call => Id(call.CallId),
        DeliveryReported report => report.Code?.Length > ConversationLimits.Value || report.Detail?.Length > ConversationLimits.Comment ? Decision.Refuse(CommandError.TooLong) : null,
        _ => Decision.Refuse(CommandError.Invalid, "Only mails, calls and deliveries are recorded."),
    };

    private static Decision? Check(string id, string subject, ImmutableArray<EmailAddress> to, ImmutableArray<EmailAddress> cc, ImmutableArray<Attachment> attachments) =>
        to.IsDefault ? Decision.Refuse(CommandError.Empty)
        : subject.Length > ConversationLimits.EmailSubject || to.Length > ConversationLimits.EmailAddresses
            || Count(cc) > ConversationLimits.EmailAddresses || Count(attachments) > ConversationLimits.Attachments ? Decision.Refuse(CommandError.TooLong)
        : Id(id);

    private static int Count<T>(ImmutableArray<T> values) => values.IsDefault ? 0 : values.Length;

    private static Decision? Id(string id) =>
        string.IsNullOrEmpty(id) ? Decision.Refuse(CommandError.Empty) : id.Length > ConversationLimits.SourceId ? Decision.Refuse(CommandError.TooLong) : null;
}
