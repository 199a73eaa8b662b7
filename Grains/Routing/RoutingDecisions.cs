using System.Collections.Immutable;
using ContactHub.Agents;

namespace ContactHub.Routing;

/// <summary>
/// How a queue changes. Pure: every method takes a state and gives the next one with what has to be done about it.
/// Invariants, held by property tests: an agent's conversations and offers never exceed the capacity, a conversation has at most one
/// offer, only who waits has an offer, and nobody who could be offered to a free agent is left without an offer by <see cref="Offering.Route"/>.
/// </summary>
public static class RoutingDecisions
{
    /// <summary>A conversation waits. Known ones take over what changed (priority, language) and keep their offer.</summary>
    public static QueueState Enqueue(QueueState state, QueuedConversation conversation)
    {
        var order = state.Order;
        if (state.Waiting.TryGetValue(conversation.ConversationId, out var known))
        {
            if (known == conversation) return state;
            order = order.Remove(known);
        }

        return state with { Waiting = state.Waiting.SetItem(conversation.ConversationId, conversation), Order = order.Add(conversation) };
    }

    /// <summary>A conversation no longer waits: somebody took it, or it was resolved or moved.</summary>
    public static RoutingStep Remove(QueueState state, string conversationId, string reason = "taken")
    {
        if (!state.Waiting.TryGetValue(conversationId, out var known)) return RoutingStep.Quiet(state);
        var step = Withdraw(state, conversationId, reason);
        return step with
        {
            State = step.State with
            {
                Waiting = step.State.Waiting.Remove(conversationId),
                Order = step.State.Order.Remove(known),
                Refusals = step.State.Refusals.Remove(conversationId),
            },
        };
    }

    /// <summary>News of an agent; older news than those known are ignored. One who left the department or takes no conversations any more loses the offers.</summary>
    public static RoutingStep AgentChanged(QueueState state, AgentState agent, string departmentId)
    {
        var known = state.Agents.GetValueOrDefault(agent.AgentId);
        if ((known?.Version ?? state.Left.GetValueOrDefault(agent.AgentId, long.MinValue)) > agent.Version) return RoutingStep.Quiet(state);
        var member = agent.Departments.Contains(departmentId, StringComparer.Ordinal);
        var next = state with
        {
            Agents = member ? state.Agents.SetItem(agent.AgentId, agent) : state.Agents.Remove(agent.AgentId),
            Left = member ? state.Left.Remove(agent.AgentId) : state.Left.SetItem(agent.AgentId, agent.Version),
            Unreachable = state.Unreachable.Remove(agent.AgentId),
        };
        if (member && agent.Presence == Presence.Available)
        {
            var returned = known is null || known.Presence != Presence.Available;
            return RoutingStep.Quiet(returned ? next with { Lapses = next.Lapses.Remove(agent.AgentId) } : next);
        }

        return Fold(next, state.Offers.Values.Where(offer => Is(offer, agent.AgentId)), static (s, offer) => Withdraw(s, offer.ConversationId, "unavailable"));
    }

    /// <summary>The agent does not want it. Nothing happens when the offer is not (or no longer) the agent's.</summary>
    public static RoutingStep Decline(QueueState state, string conversationId, string agentId, DateTimeOffset now)
    {
        if (!state.Offers.TryGetValue(conversationId, out var offer) || !Is(offer, agentId)) return RoutingStep.Quiet(state);
        var step = Withdraw(state, conversationId, "declined");
        return step with { State = Refused(step.State, conversationId, agentId, now) with { Lapses = state.Lapses.Remove(agentId) } };
    }

    /// <summary>No screen could show the offer; the agent is left out until news of the agent arrives. That is not the agent's refusal.</summary>
    public static QueueState NotShown(QueueState state, string conversationId, string agentId) =>
        state.Offers.TryGetValue(conversationId, out var offer) && Is(offer, agentId)
            ? state with { Offers = state.Offers.Remove(conversationId), Unreachable = state.Unreachable.Add(agentId) }
            : state;

    /// <summary>The agent owns the conversation from here on.</summary>
    public static RoutingStep Accepted(QueueState state, string conversationId, string agentId, DateTimeOffset now, RoutingOptions options)
    {
        if (!state.Waiting.TryGetValue(conversationId, out var conversation)) return RoutingStep.Quiet(state);
        var step = Remove(state, conversationId, "accepted");
        var assignments = step.State.Assignments.Add(new Assignment(conversation.QueuedAt, now, Math.Max(1, state.AgentsOnline)));
        if (assignments.Count > options.EstimateSample) assignments = assignments.RemoveAt(0);
        var next = step.State with { Assignments = assignments, Lapses = step.State.Lapses.Remove(agentId) };

        // The agent's own news may be late; counting the conversation here keeps the next offer within the capacity.
        if (next.Agents.TryGetValue(agentId, out var agent) && !agent.Conversations.Contains(conversationId, StringComparer.Ordinal))
        {
            var loaded = agent with { Conversations = agent.Conversations.Add(conversationId), IdleSince = now };
            next = next with { Agents = next.Agents.SetItem(agentId, loaded) };
        }

        return step with { State = next };
    }

    /// <summary>Offers whose time is up go back; who lets too many lapse in a row is set away.</summary>
    public static RoutingStep Expire(QueueState state, DateTimeOffset now, RoutingOptions options) =>
        Fold(state, state.Offers.Values.Where(offer => offer.Until <= now).OrderBy(offer => offer.ConversationId, StringComparer.Ordinal), (s, offer) =>
        {
            var step = Withdraw(s, offer.ConversationId, "lapsed");
            var lapses = s.Lapses.GetValueOrDefault(offer.AgentId) + 1;
            var next = Refused(step.State, offer.ConversationId, offer.AgentId, now) with { Lapses = s.Lapses.SetItem(offer.AgentId, lapses) };
            if (lapses < options.LapsesUntilAway || !next.Agents.TryGetValue(offer.AgentId, out var agent) || agent.Presence != Presence.Available)
                return step with { State = next };
            next = next with { Agents = next.Agents.SetItem(agent.AgentId, agent with { Presence = Presence.Away }) };
            // Who is away is offered nothing: what was offered later goes back in the same step.
            var others = next.Offers.Values.Where(other => Is(other, agent.AgentId) && other.Until > now).OrderBy(other => other.ConversationId, StringComparer.Ordinal);
            var withdrawn = Fold(next, others, static (rest, other) => Withdraw(rest, other.ConversationId, "lapsed"));
            return withdrawn with { Effects = [.. step.Effects, new SetAway(agent.AgentId), .. withdrawn.Effects] };
        });

    /// <summary>What the log says waits replaces what the queue believed; offers for what still waits stay.</summary>
    public static RoutingStep Reconcile(QueueState state, IReadOnlyCollection<QueuedConversation> truth)
    {
        var waiting = truth.Select(conversation => conversation.ConversationId).ToHashSet(StringComparer.Ordinal);
        var step = Fold(state, state.Order.Where(known => !waiting.Contains(known.ConversationId)), static (s, gone) => Remove(s, gone.ConversationId));
        return step with { State = truth.Aggregate(step.State, Enqueue) };
    }

    private static bool Is(PendingOffer offer, string agentId) => string.Equals(offer.AgentId, agentId, StringComparison.Ordinal);

    private static RoutingStep Withdraw(QueueState state, string conversationId, string reason) =>
        state.Offers.TryGetValue(conversationId, out var offer)
            ? new RoutingStep(state with { Offers = state.Offers.Remove(conversationId) }, [new WithdrawOffer(offer.AgentId, conversationId, reason)])
            : RoutingStep.Quiet(state);

    private static QueueState Refused(QueueState state, string conversationId, string agentId, DateTimeOffset now)
    {
        var refusals = state.Refusals.GetValueOrDefault(conversationId) ?? ImmutableDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal);
        return state with { Refusals = state.Refusals.SetItem(conversationId, refusals.SetItem(agentId, now)) };
    }

    private static RoutingStep Fold<T>(QueueState state, IEnumerable<T> items, Func<QueueState, T, RoutingStep> decide)
    {
        var effects = ImmutableArray.CreateBuilder<RoutingEffect>();
        foreach (var item in items)
        {
            var step = decide(state, item);
            state = step.State;
            effects.AddRange(step.Effects);
        }

        return new RoutingStep(state, effects.ToImmutable());
    }
}
