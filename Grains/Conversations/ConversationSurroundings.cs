using System.Collections.Immutable;
using ContactHub.Agents;
using ContactHub.Bots;
using ContactHub.Citizens;
using ContactHub.FaqBot;
using ContactHub.Intake;
using ContactHub.Routing;
using Microsoft.Extensions.Logging;

namespace ContactHub.Conversations;

/// <summary>
/// What a conversation has to do with the rest of the hub: what a decision must know of it, and who is told afterwards. Telling is a hint that
/// is not waited for: queues, agents and citizens repair a lost one from the log.
/// </summary>
public sealed class ConversationSurroundings(
    IGrainFactory grains, RoutingOptions routing, OpeningHoursSource hours, BotRegistry bots, TimeProvider clock, ILogger<ConversationSurroundings> logger)
{
    private readonly DecisionContext _plain = new(routing.DefaultDepartment);

    /// <summary>Most commands need to know nothing; those that may hand over need the department's hours.</summary>
    public async ValueTask<DecisionContext> ContextFor(ConversationState state, ConversationCommand command)
    {
        if (!state.Linked.IsEmpty && await Elsewhere(state, command) is { } elsewhere) return _plain with { Elsewhere = elsewhere };
        var plain = state.IsOpened ? _plain : _plain with { BotId = bots.For(command)?.Id };
        if (command is PostMessage { By.Kind: ActorKind.Agent }) return plain with { Now = clock.GetUtcNow() };
        if (!MayHandOver(state, command)) return plain;
        var departmentId = (command as RequestPerson)?.DepartmentId ?? (command as PostBotTurn)?.DepartmentId ?? state.DepartmentId ?? routing.DefaultDepartment;
        var language = state.IsOpened ? state.Language : Language(command);
        var context = plain with { RequestNotice = BotNotices.RequestRecorded(language, state.Number) };
        var open = await hours.For(departmentId);
        var now = clock.GetUtcNow();
        return open.IsOpen(now) ? context : context with { ClosedNotice = BotNotices.Closed(language, open, now) };
    }

    /// <summary>After a crash, the bot is asked again for what it had not answered; a turn it had answered is recognised by its id.</summary>
    public void AfterLoad(string id, ConversationState state)
    {
        AskBot(id, state);
        TellBot(id, state, state.BotToldSeq);
        if (state.Merge is { } merge) Hint(id, "target", RouteOf(state, merge));
    }

    /// <summary>The command id under which the target lets go of a merged conversation.</summary>
    public static string SplitId(string mergeId) => "split:" + SourceKeys.Hash(mergeId);

    /// <summary>
    /// Makes sure that the target knows of the merge, and tells where it leads in the end, which is further on when the target was merged too; null when
    /// the target has let go of it. Merged conversations form no circle, so neither do these calls.
    /// </summary>
    public async Task<MergeRoute?> RouteOf(ConversationState state, Merged merge)
    {
        var target = grains.GetGrain<IConversationGrain>(merge.TargetId);
        if (await target.Receipt(SplitId(merge.MergeId)) is not null) return null;
        var accepted = await target.Execute(new AcceptMerge(
            merge.By, "merged:" + SourceKeys.Hash(merge.MergeId), merge.MergeId, merge.SourceId, state.Number, merge.TargetId, merge.Citizens, merge.Linked,
            merge.WaitingSince, merge.Owner, state.DepartmentId, merge.AgentId, merge.AgentName, state.Routes, state.HeardAt, merge.Calls));
        if (await target.MergedInto() is { } further) return further;
        return accepted.Succeeded
            ? new MergeRoute(merge.TargetId, accepted.Seq, merge.MergeId)
            : throw new TimeoutException($"Conversation {merge.TargetId} did not take in {merge.SourceId}: {accepted.Error}.");
    }

    /// <summary>What the target gave back of calls when it let go of a merged conversation; null when it tells nothing of that.</summary>
    public static async Task<PendingCalls?> GivenBack(IConversationGrain target, string mergeId)
    {
        if (await target.Receipt(SplitId(mergeId)) is not { } released) return null;
        var split = (await target.Page(released.Seq + 1, 1)).Entries.Select(entry => entry.Event).OfType<ConversationSplit>().FirstOrDefault();
        return split?.MergeId == mergeId ? split.Calls : null;
    }

    /// <summary>As <see cref="GivenBack(IConversationGrain, string)"/>, by what the source knows.</summary>
    public Task<PendingCalls?> GivenBack(Merged merge) => GivenBack(grains.GetGrain<IConversationGrain>(merge.TargetId), merge.MergeId);

    public void AfterAppend(string id, ConversationState before, ConversationState after, ImmutableArray<TimelineEntry> entries)
    {
        // The department too: while the machine's clock is behind the timeline, a transfer has the time of what came before it.
        var placeChanged = before.QueuedAt != after.QueuedAt || before.Priority != after.Priority || before.DepartmentId != after.DepartmentId;
        if (after.Owner == Owner.Queue && placeChanged && after.DepartmentId is { } department)
        {
            Hint(id, "queue", grains.GetGrain<IQueueGrain>(department).Enqueue(
                new QueuedConversation(id, after.QueuedAt!.Value, after.Priority, after.Language, after.PreferredAgentId)));
        }

        if (before.Owner == Owner.Queue && before.DepartmentId is { } left && (after.Owner != Owner.Queue || after.DepartmentId != left))
            Hint(id, "queue", grains.GetGrain<IQueueGrain>(left).Remove(id));
        if (before.AgentId is { } was && was != after.AgentId) Hint(id, "agent", grains.GetGrain<IAgentGrain>(was).Released(id));
        if (after.AgentId is { } now && now != before.AgentId) Hint(id, "agent", grains.GetGrain<IAgentGrain>(now).Assigned(id));
        if (after.Owner == Owner.None && before.Owner != Owner.None)
            Hint(id, "citizen", grains.GetGrain<ICitizenGrain>(after.CitizenId).ConversationClosed(id));
        foreach (var entry in entries)
        {
            if (entry.Event is CitizenIdentified { Kind: not "name" } known)
            {
                Hint(id, "citizen", grains.GetGrain<ICitizenGrain>(known.CitizenId).AddIdentity(
                    new CitizenIdentity(known.Kind, known.Value, known.Verified), known.Name));
            }
        }

        if (after.Merge is { } merge && before.Merge is null) Hint(id, "target", RouteOf(after, merge));
        if (after.UnansweredSeq > before.UnansweredSeq || before.Owner != after.Owner || before.BotId != after.BotId) AskBot(id, after);
        TellBot(id, after, before.BotNewsSeq);
        if (after.BotId is not null && entries.Any(entry => entry.By.Kind == ActorKind.Bot && entry.Event is not BotTold)) Hint(id, "bot", grains.GetGrain<IBotGrain>(id).Heard());
    }

    /// <summary>Signals that a bot from outside has to do with.</summary>
    public void Signalled(string id, ConversationState state, ConversationSignal signal)
    {
        if (state.Owner != Owner.Bot || signal is not TypingSignal { Typing: true } typing || bots.Find(state.BotId) is null) return;
        var bot = grains.GetGrain<IBotGrain>(id);
        if (typing.By.Kind == ActorKind.Bot) Hint(id, "bot", bot.Heard());
        else if (typing.By.Kind == ActorKind.Citizen) Hint(id, "bot", bot.Typing(News(state)));
    }

    /// <summary>What was stored before a merge, or during one that was undone, may come again here; staff never repeat across conversations.</summary>
    private async Task<CommandResult?> Elsewhere(ConversationState state, ConversationCommand command)
    {
        if (command is not (PostMessage or RequestPerson or RecordRequest or IdentifyCitizen or RecordContact) || command.By.IsStaff && command is not RecordContact)
            return null;
        if (state.Receipts.ContainsKey(command.CommandId)) return null;
        // Of a chain that was taken apart, only the next link knows the one behind it.
        var known = new HashSet<string>(state.Linked, StringComparer.Ordinal);
        var asked = new Queue<string>(known);
        while (asked.TryDequeue(out var id))
        {
            var other = grains.GetGrain<IConversationGrain>(id);
            if (await other.Receipt(command.CommandId) is { } receipt) return receipt;
            foreach (var next in await other.Linked())
            {
                if (known.Add(next)) asked.Enqueue(next);
            }
        }

        return null;
    }

    private static bool MayHandOver(ConversationState state, ConversationCommand command) => command switch
    {
        PostMessage post => post.OptionId is not null || (state.Owner == Owner.None && state.IsOpened),
        PostBotTurn turn => turn.HandoffReason is not null,
        RequestPerson or RecordRequest => true,
        _ => false,
    };

    private static string Language(ConversationCommand command) => command switch
    {
        PostMessage post => post.Opening?.Language,
        RequestPerson request => request.Opening?.Language,
        _ => null,
    } ?? "tr";

    private void AskBot(string id, ConversationState state)
    {
        if (state.Owner != Owner.Bot || state.UnansweredSeq == 0) return;
        if (state.BotId is { } outside)
        {
            // It was taken out of the configuration: the FAQ bot goes on for it, and answers what it left open.
            if (bots.Find(outside) is null)
                Hint(id, "conversation", grains.GetGrain<IConversationGrain>(id).Execute(new LeaveToFaqBot(new Actor(ActorKind.Bot, outside), $"bot-gone:{state.BotSince}")));
            return;
        }

        Hint(id, "bot", grains.GetGrain<IFaqBotGrain>(id).Consider(new BotQuestion(
            state.UnansweredSeq, state.UnansweredText ?? "", state.UnansweredOptionId, state.Language, state.BotMemory, !state.BotHasSpoken, state.DepartmentId,
            state.UnansweredFiles)));
    }

    private void TellBot(string id, ConversationState state, long known)
    {
        if (state.BotNewsSeq > known && state.Merge is null && bots.Find(state.BotId) is not null) Hint(id, "bot", grains.GetGrain<IBotGrain>(id).Tell(News(state)));
    }

    private static BotNews News(ConversationState state) => new(
        state.BotId!, state.BotToldSeq, state.BotNewsSeq, state.BotSince, state.Language, new Actor(ActorKind.Citizen, state.OpenedBy, state.CitizenName));

    private void Hint(string id, string target, Task call) => _ = Watch(id, target, call);

    private async Task Watch(string id, string target, Task call)
    {
        try
        {
            await call;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            ConversationLog.HintFailed(logger, e, id, target);
        }
    }
}
