using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>
/// Decisions about merging. The source closes before the target takes its citizens in, and the target lets go of them before the source opens again, so
/// what a citizen says is never taken by both.
/// </summary>
internal static class MergeDecisions
{
    public static Decision Into(ConversationState state, MergeInto into)
    {
        if (into.By.Kind is not (ActorKind.Agent or ActorKind.System)) return Decision.Refuse(CommandError.Forbidden);
        if (state.Merge is { } merge)
        {
            return string.Equals(merge.TargetId, into.TargetId, StringComparison.Ordinal)
                ? Decision.Nothing
                : Decision.Refuse(CommandError.Moved, merge.TargetId);
        }

        if (string.Equals(into.SourceId, into.TargetId, StringComparison.Ordinal)) return Decision.Refuse(CommandError.Invalid, "A conversation is not merged into itself.");
        if (state.Owner == Owner.Agent && into.By.IsStaff && !into.Force && !OwnershipDecisions.IsOwner(state, into.By))
            return Decision.Refuse(CommandError.NotOwner, state.AgentName);
        var id = $"m:{into.SourceId}:{state.LastSeq + 1}";
        return Decision.Append(new NewEntry(into.By, Channels.Desk, new ConversationsMerged(
            id, MergeRole.Source, into.SourceId, state.Number, into.TargetId, into.TargetNumber, state.Citizens,
            [.. state.Linked.Append(into.SourceId).Distinct(StringComparer.Ordinal)], state.WaitingSince) { ClientId = into.CommandId }));
    }

    public static Decision Accept(ConversationState state, AcceptMerge accept, DecisionContext context)
    {
        if (state.Sources.Any(source => source.MergeId == accept.MergeId)) return Decision.Nothing;
        var merged = new NewEntry(accept.By, Channels.Desk, new ConversationsMerged(
            accept.MergeId, MergeRole.Target, accept.SourceId, accept.SourceNumber, accept.TargetId, state.Number, accept.Citizens, accept.Linked, accept.WaitingSince,
            accept.Routes, accept.HeardAt, accept.Calls)
        {
            ClientId = accept.CommandId,
        });
        return Decision.Append([.. Place(state, accept, context), merged]);
    }

    public static Decision Release(ConversationState state, ReleaseMerged release)
    {
        if (state.Sources.FirstOrDefault(source => source.SourceId == release.SourceId) is not { } source) return Decision.Nothing;
        return Decision.Append(new NewEntry(release.By, Channels.Desk, new ConversationSplit(
            source.MergeId, MergeRole.Target, source.SourceId, source.SourceNumber, release.TargetId, state.Number, state.CallsOf(source)) { ClientId = release.CommandId }));
    }

    public static Decision Split(ConversationState state, SplitOff split, DecisionContext context)
    {
        if (state.Merge is not { } merge) return Decision.Nothing;
        var parted = new NewEntry(split.By, Channels.Desk, new ConversationSplit(
            merge.MergeId, MergeRole.Source, split.SourceId, state.Number, merge.TargetId, merge.TargetNumber, split.Calls) { ClientId = split.CommandId });
        var reopened = new NewEntry(split.By, Channels.Desk, new ConversationReopened("split"));
        var department = state.DepartmentId ?? context.DefaultDepartmentId;
        var owes = (split.Calls ?? merge.Calls) is { Owed.IsEmpty: false };
        return merge.Owner switch
        {
            // Its citizen called in vain while the two were one: nobody else would call back.
            Owner.None or Owner.Bot when owes =>
                Decision.Append(parted, reopened, new NewEntry(Actor.Hub, Channels.Hub, new QueueEntered(department, state.LastAgentId, "callBack"))),
            Owner.None => Decision.Append(parted),
            Owner.Bot => Decision.Append(parted, reopened),
            Owner.Agent when merge.AgentId == split.By.Id =>
                Decision.Append(parted, reopened, new NewEntry(split.By, Channels.Desk, new AgentAssigned(merge.AgentId, merge.AgentName ?? merge.AgentId, department, "split"))),
            // Whoever had it may have gone home since: asked first, not burdened.
            _ => Decision.Append(parted, reopened, new NewEntry(Actor.Hub, Channels.Hub, new QueueEntered(department, merge.AgentId, "split"))),
        };
    }

    /// <summary>
    /// A guest writes, asks for a person, leaves a request or a claim; the turn, its end and its rating are the citizen's. All of it bears the guest's id.
    /// </summary>
    public static Decision ByGuest(ConversationState state, ConversationCommand command, DecisionContext context)
    {
        if (command is MarkRead) return Decision.Nothing;
        if (command is not (PostMessage or RequestPerson or RecordRequest or IdentifyCitizen)) return Decision.Refuse(CommandError.Invalid, "Only the conversation's own citizen may do this.");
        var decision = Conversation.Known(state, command, context);
        return decision.Entries.IsEmpty ? decision : decision with { Entries = [.. decision.Entries.Select(entry => Marked(entry, command))] };
    }

    private static NewEntry Marked(NewEntry entry, ConversationCommand command) => entry.Event switch
    {
        // What the citizen last wrote is not the guest's to have read back.
        RequestRecorded when command is PostMessage post => entry with { Event = new RequestRecorded(post.Text) { ClientId = entry.Event.ClientId, Guest = post.By.Id } },
        MessagePosted or RequestRecorded or CitizenIdentified => entry with { Event = entry.Event with { Guest = command.By.Id } },
        // Everybody is to know that it is open, and nobody who it was.
        ConversationReopened => entry with { By = Actor.Hub },
        _ => entry,
    };

    /// <summary>Of two who have a conversation, a person has it before the queue, the queue before the bot, and anybody before nobody.</summary>
    private static ImmutableArray<NewEntry> Place(ConversationState state, AcceptMerge accept, DecisionContext context)
    {
        if (accept.Owner <= state.Owner) return [];
        var department = state.DepartmentId ?? accept.DepartmentId ?? context.DefaultDepartmentId;
        ImmutableArray<NewEntry> reopened = state.Owner == Owner.None ? [new NewEntry(accept.By, Channels.Desk, new ConversationReopened("merged"))] : [];
        return accept.Owner switch
        {
            Owner.Agent when accept.AgentId is { } agent =>
                [.. reopened, new NewEntry(accept.By, Channels.Desk, new AgentAssigned(agent, accept.AgentName ?? agent, department, "merged"))],
            Owner.Queue => [.. reopened, new NewEntry(Actor.Hub, Channels.Hub, new QueueEntered(department, state.LastAgentId, "merged"))],
            _ => reopened,
        };
    }
}
