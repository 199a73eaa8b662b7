namespace ContactHub.Conversations;

/// <summary>
/// The rules of a conversation, pure: the same state, command and context always lead to the same decision. Every command enters by
/// <see cref="Decide"/>; what is checked for all of them is checked here.
/// </summary>
public static class Conversation
{
    public static Decision Decide(ConversationState state, ConversationCommand command, DecisionContext context)
    {
        if (state.Receipts.TryGetValue(command.CommandId, out var first))
            return new Decision([], new CommandResult(CommandError.None, first.Seq, first.At));
        if (command.CommandId.Length is 0 or > ConversationLimits.CommandId)
            return Decision.Refuse(CommandError.Invalid, "The command id must have 1 to 64 characters.");
        if (!state.IsOpened && command is not (PostMessage { Opening: not null } or RequestPerson { Opening: not null } or RecordContact { Opening: not null } or SendEmail { Opening: not null }))
            return Decision.Refuse(CommandError.NotFound);
        if (context.Elsewhere is { } elsewhere) return new Decision([], elsewhere);
        // A report is of a message in this timeline, wherever the conversation goes on.
        if (state.Merge is { } merge && command is not (SplitOff or MergeInto or RecordContact { Event: DeliveryReported })) return Decision.Refuse(CommandError.Moved, merge.TargetId);
        if (command.IfSeq is { } known && known != state.LastSeq) return Decision.Refuse(CommandError.Changed);
        // Who a contact is of, the hub's own channels have found out; a screen can't say it.
        if (command.By.Kind != ActorKind.Citizen || !state.IsOpened || command is RecordContact || IsCitizenOf(state, command.By))
            return Known(state, command, context);
        return state.IsGuest(command.By.Id) ? MergeDecisions.ByGuest(state, command, context) : Decision.Refuse(CommandError.Forbidden);
    }

    internal static Decision Known(ConversationState state, ConversationCommand command, DecisionContext context) => command switch
    {
        PostMessage post => MessageDecisions.Post(state, post, context),
        PostBotTurn turn => MessageDecisions.BotTurn(state, turn, context),
        UpdateMessage update => BotDecisions.Update(state, update),
        DeleteMessage delete => BotDecisions.Delete(state, delete),
        LeaveToFaqBot leave => BotDecisions.Leave(state, leave),
        MarkTold told => BotDecisions.Told(state, told),
        AddNote note => MessageDecisions.Note(note),
        MarkRead read => MessageDecisions.Read(state, read),
        RequestPerson request => OwnershipDecisions.RequestPerson(state, request, context),
        RecordRequest record => OwnershipDecisions.RecordRequest(state, record, context),
        TakeConversation take => OwnershipDecisions.Take(state, take),
        ReleaseConversation release => OwnershipDecisions.Release(state, release, context),
        TransferConversation transfer => OwnershipDecisions.Transfer(state, transfer, context),
        ResolveConversation resolve => OwnershipDecisions.Resolve(state, resolve),
        ReopenConversation reopen => OwnershipDecisions.Reopen(state, reopen, context),
        RateConversation rate => DetailDecisions.Rate(state, rate),
        IdentifyCitizen identify => DetailDecisions.Identify(state, identify),
        ChangeLabels labels => DetailDecisions.Labels(state, labels),
        ChangePriority priority => DetailDecisions.Priority(state, priority),
        RecordContact contact => ContactDecisions.Record(state, contact, context),
        SendEmail email => ContactDecisions.Send(state, email),
        AnswerCimer answer => CimerDecisions.Answer(state, answer),
        MergeInto into => MergeDecisions.Into(state, into),
        AcceptMerge accept => MergeDecisions.Accept(state, accept, context),
        ReleaseMerged release => MergeDecisions.Release(state, release),
        SplitOff split => MergeDecisions.Split(state, split, context),
        _ => Decision.Refuse(CommandError.Invalid, "The command is not known."),
    };

    /// <summary>A citizen acts under the id that the conversation was opened with, or the one it was verified as later.</summary>
    private static bool IsCitizenOf(ConversationState state, Actor by) =>
        string.Equals(state.CitizenId, by.Id, StringComparison.Ordinal) || string.Equals(state.OpenedBy, by.Id, StringComparison.Ordinal);
}
