using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>Decisions about who has the turn. A conversation is owned by exactly one of bot, queue, agent, nobody; only events change that.</summary>
internal static class OwnershipDecisions
{
    public static bool IsOwner(ConversationState state, Actor by) =>
        state.Owner == Owner.Agent && string.Equals(state.AgentId, by.Id, StringComparison.Ordinal);

    /// <summary>Staff, and what acts in their place: the hub itself, and other systems that an administrator gave a key.</summary>
    public static bool ActsForStaff(Actor by) => by.Kind is ActorKind.Agent or ActorKind.System;

    public static NewEntry Open(Actor by, string channel, Opening opening, string? botId = null) => new(by, channel, new ConversationOpened(
        opening.CitizenId, opening.Language, opening.CitizenName, opening.Verified, opening.DepartmentId, opening.Page, opening.SiteId, BotId: botId));

    /// <summary>From the bot to the department's queue; closed, the bot keeps the turn and offers to record a request.</summary>
    /// <param name="place">Where the citizen is told.</param>
    public static ImmutableArray<NewEntry> HandOff(ConversationState state, ReplyTo place, string? departmentId, string reason, DecisionContext context)
    {
        if (context.ClosedNotice is { } closed)
        {
            // Answers the message that asked for a person, which is appended just before; in a new conversation the opening comes first.
            var asked = state.LastSeq + (state.IsOpened ? 1 : 2);
            return [MessageDecisions.Said(Actor.FaqBot, place, new MessagePosted(closed.Text, null, closed.Options, null, asked))];
        }

        return
        [
            new NewEntry(Actor.Hub, Channels.Hub, new HandoffRequested(reason)),
            Enqueue(departmentId ?? state.DepartmentId ?? context.DefaultDepartmentId, state.LastAgentId, reason),
        ];
    }

    public static ImmutableArray<NewEntry> Record(ConversationState state, ReplyTo place, string text, DecisionContext context)
    {
        var entries = ImmutableArray.Create(new NewEntry(Actor.Hub, Channels.Hub, new RequestRecorded(text)));
        if (context.RequestNotice is { } notice)
            entries = entries.Add(MessageDecisions.Said(Actor.FaqBot, place, new MessagePosted(notice.Text, null, notice.Options, null, state.LastSeq + 1)));
        return entries.Add(Enqueue(state.DepartmentId ?? context.DefaultDepartmentId, state.LastAgentId, "request"));
    }

    /// <summary>A citizen writes into a resolved conversation: back to the agent who had it, or else to the bot.</summary>
    public static ImmutableArray<NewEntry> ComeBack(ConversationState state, PostMessage post, DecisionContext context)
    {
        var reopened = new NewEntry(post.By, post.Channel, new ConversationReopened("citizenWrote"));
        return state.LastAgentId is null || context.ClosedNotice is not null
            ? [reopened]
            : [reopened, Enqueue(state.DepartmentId ?? context.DefaultDepartmentId, state.LastAgentId, "citizenWrote")];
    }

    public static Decision RequestPerson(ConversationState state, RequestPerson request, DecisionContext context)
    {
        ImmutableArray<NewEntry> opening = state.IsOpened ? [] : [Open(request.By, Channels.Chat, request.Opening!, context.BotId)];
        if (state.Owner == Owner.None && state.IsOpened)
            opening = [new NewEntry(request.By, state.Channel, new ConversationReopened("personWanted"))];
        else if (state.Owner is Owner.Queue or Owner.Agent) return Decision.Nothing;
        var handOff = HandOff(state, state.ReplyTo, request.DepartmentId ?? request.Opening?.DepartmentId, request.Reason, context);
        handOff = handOff.SetItem(0, handOff[0] with { Event = handOff[0].Event with { ClientId = request.CommandId } });
        return Decision.Append([.. opening, .. handOff]);
    }

    public static Decision RecordRequest(ConversationState state, RecordRequest record, DecisionContext context)
    {
        if (string.IsNullOrWhiteSpace(record.Text)) return Decision.Refuse(CommandError.Empty);
        if (record.Text.Length > ConversationLimits.CitizenText) return Decision.Refuse(CommandError.TooLong);
        if (state.Owner != Owner.Bot) return Decision.Refuse(state.Owner == Owner.None ? CommandError.Resolved : CommandError.NotBotsTurn);
        var entries = Record(state, state.ReplyTo, record.Text, context);
        return Decision.Append(entries.SetItem(0, entries[0] with { By = record.By, Event = entries[0].Event with { ClientId = record.CommandId } }));
    }

    public static Decision Take(ConversationState state, TakeConversation take)
    {
        if (take.By.Kind != ActorKind.Agent) return Decision.Refuse(CommandError.Forbidden);
        if (IsOwner(state, take.By)) return Decision.Nothing;
        var assigned = new NewEntry(take.By, Channels.Desk, new AgentAssigned(take.By.Id, take.By.Name ?? take.By.Id, state.DepartmentId, take.How)
        {
            ClientId = take.CommandId,
        });
        return (state.Owner, take.How) switch
        {
            (Owner.None, _) => Decision.Refuse(CommandError.Resolved),
            // An offer was for what waited; once anybody has it, the offer is gone.
            (Owner.Agent or Owner.Bot, "accepted") => Decision.Refuse(CommandError.NotOwner, state.AgentName),
            (Owner.Agent, _) when !take.Force => Decision.Refuse(CommandError.NotOwner, state.AgentName),
            (Owner.Agent, _) => Decision.Append(Released(take.By, state, "taken"), assigned),
            _ => Decision.Append(assigned),
        };
    }

    public static Decision Release(ConversationState state, ReleaseConversation release, DecisionContext context)
    {
        if (state.Owner != Owner.Agent || !string.Equals(state.AgentId, release.AgentId, StringComparison.Ordinal))
            return Decision.Refuse(CommandError.NotOwner, state.AgentName);
        if (release.By.Kind == ActorKind.Agent && !IsOwner(state, release.By)) return Decision.Refuse(CommandError.Forbidden);
        var released = new NewEntry(release.By, Channels.Desk, new AgentReleased(release.AgentId, release.Reason) { ClientId = release.CommandId });
        return Decision.Append(released, Enqueue(state.DepartmentId ?? context.DefaultDepartmentId, null, release.Reason));
    }

    public static Decision Transfer(ConversationState state, TransferConversation transfer, DecisionContext context)
    {
        if (!ActsForStaff(transfer.By)) return Decision.Refuse(CommandError.Forbidden);
        if (state.Owner == Owner.None) return Decision.Refuse(CommandError.Resolved);
        if (transfer.ToDepartmentId is null && transfer.ToAgentId is null) return Decision.Refuse(CommandError.Empty);
        if (transfer.Note?.Length > ConversationLimits.Comment) return Decision.Refuse(CommandError.TooLong);
        if (string.Equals(transfer.ToAgentId, state.AgentId, StringComparison.Ordinal) && state.AgentId is not null)
            return Decision.Refuse(CommandError.Invalid, "The agent already has it.");
        var entries = ImmutableArray.CreateBuilder<NewEntry>(3);
        if (state.Owner == Owner.Agent) entries.Add(Released(transfer.By, state, "transferred"));
        entries.Add(new NewEntry(transfer.By, Channels.Of(transfer.By),
            new ConversationTransferred(transfer.ToDepartmentId, transfer.ToAgentId, transfer.Note) { ClientId = transfer.CommandId }));
        var department = transfer.ToDepartmentId ?? state.DepartmentId ?? context.DefaultDepartmentId;
        entries.Add(transfer.ToAgentId is { } agent
            ? new NewEntry(transfer.By, Channels.Of(transfer.By), new AgentAssigned(agent, transfer.ToAgentName ?? agent, department, "transferred"))
            : Enqueue(department, null, "transferred"));
        return Decision.Append(entries.DrainToImmutable());
    }

    public static Decision Resolve(ConversationState state, ResolveConversation resolve)
    {
        if (state.Owner == Owner.None) return Decision.Nothing;
        if (resolve.By.Kind == ActorKind.Agent && state.Owner == Owner.Agent && !IsOwner(state, resolve.By))
            return Decision.Refuse(CommandError.NotOwner, state.AgentName);
        if (resolve.By.Kind == ActorKind.Bot && !BotDecisions.HasTurn(state, resolve.By)) return Decision.Refuse(CommandError.NotBotsTurn);
        if (resolve.Reason?.Length > ConversationLimits.Comment) return Decision.Refuse(CommandError.TooLong);
        return Decision.Append(new NewEntry(resolve.By, resolve.By.IsStaff ? Channels.Desk : state.Channel,
            new ConversationResolved(resolve.Reason) { ClientId = resolve.CommandId }));
    }

    public static Decision Reopen(ConversationState state, ReopenConversation reopen, DecisionContext context)
    {
        if (!ActsForStaff(reopen.By)) return Decision.Refuse(CommandError.Forbidden);
        if (state.Owner != Owner.None) return Decision.Nothing;
        if (reopen.By.Kind == ActorKind.System)
        {
            // Another system owns nothing: people do.
            return Decision.Append(
                new NewEntry(reopen.By, Channels.Api, new ConversationReopened("system") { ClientId = reopen.CommandId }),
                Enqueue(state.DepartmentId ?? context.DefaultDepartmentId, state.LastAgentId, "reopened"));
        }

        return Decision.Append(
            new NewEntry(reopen.By, Channels.Desk, new ConversationReopened("agent") { ClientId = reopen.CommandId }),
            new NewEntry(reopen.By, Channels.Desk, new AgentAssigned(reopen.By.Id, reopen.By.Name ?? reopen.By.Id, state.DepartmentId, "taken")));
    }

    private static NewEntry Enqueue(string departmentId, string? preferredAgentId, string reason) =>
        new(Actor.Hub, Channels.Hub, new QueueEntered(departmentId, preferredAgentId, reason));

    private static NewEntry Released(Actor by, ConversationState state, string reason) =>
        new(by, Channels.Of(by), new AgentReleased(state.AgentId!, reason));
}
