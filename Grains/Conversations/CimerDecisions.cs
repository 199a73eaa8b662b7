namespace ContactHub.Conversations;

/// <summary>Decisions about CİMER applications: they want a person, and are answered in CİMER's own portal.</summary>
internal static class CimerDecisions
{
    public static Decision Record(ConversationState state, RecordContact contact, CimerReceived received, DecisionContext context)
    {
        if (!string.Equals(contact.Channel, Channels.Cimer, StringComparison.Ordinal)) return Decision.Refuse(CommandError.Invalid, "The channel is not this event's.");
        if (Check(received) is { } refusal) return refusal;
        // Each application has a conversation of its own: its number, its term and its answer are its alone.
        if (state.IsOpened) return Decision.Refuse(CommandError.Invalid, "The conversation is open already.");
        var opening = contact.Opening!;
        return Decision.Append(
            OwnershipDecisions.Open(contact.By, contact.Channel, opening),
            new NewEntry(Actor.Hub, contact.Channel, new QueueEntered(opening.DepartmentId ?? context.DefaultDepartmentId, null, "cimer")),
            new NewEntry(contact.By, contact.Channel, received with { ClientId = contact.CommandId }));
    }

    public static Decision Answer(ConversationState state, AnswerCimer answer)
    {
        if (answer.By.Kind != ActorKind.Agent) return Decision.Refuse(CommandError.Forbidden);
        if (state.Cimer is not { } file) return Decision.Refuse(CommandError.Invalid, "This is no CİMER application.");
        if (state.Owner == Owner.None) return Decision.Refuse(CommandError.Resolved);
        if (!OwnershipDecisions.IsOwner(state, answer.By)) return Decision.Refuse(CommandError.NotOwner, state.AgentName);
        if (string.IsNullOrWhiteSpace(answer.Text)) return Decision.Refuse(CommandError.Empty);
        if (answer.Text.Length > ConversationLimits.EmailText) return Decision.Refuse(CommandError.TooLong);
        if (answer.AnsweredOn < file.ReceivedOn) return Decision.Refuse(CommandError.Invalid, "It was not answered before it was received.");
        return Decision.Append(new NewEntry(answer.By, Channels.Cimer, new CimerAnswered(file.Number, answer.Text, answer.AnsweredOn) { ClientId = answer.CommandId }));
    }

    private static Decision? Check(CimerReceived received) =>
        string.IsNullOrWhiteSpace(received.Number) || string.IsNullOrWhiteSpace(received.Text) ? Decision.Refuse(CommandError.Empty)
        : received.Number.Length > ConversationLimits.Value || received.Applicant?.Length > ConversationLimits.Value || received.Text.Length > ConversationLimits.EmailText
            || received.Subject.Length > ConversationLimits.EmailSubject || (!received.Attachments.IsDefault && received.Attachments.Length > ConversationLimits.Attachments)
            ? Decision.Refuse(CommandError.TooLong)
        : null;
}
