using System.Collections.Immutable;
using ContactHub.Agents;

namespace ContactHub.Routing;

/// <summary>
/// Who is offered what. Conversations in <see cref="WaitingOrder"/>; for each, among the available agents with room:
/// the preferred (last) agent; else those who speak the language and have not refused it; when every available speaker has refused or there
/// is none, anybody who has not; when everybody has, a new round begins after <see cref="RoutingOptions.RefusalPause"/>.
/// Within a group: least loaded, then longest idle, then by id.
/// </summary>
public static class Offering
{
    /// <summary>Makes every offer that can be made now.</summary>
    public static RoutingStep Route(QueueState state, string departmentId, DateTimeOffset now, RoutingOptions options)
    {
        var desk = new Desk(state);
        if (desk.Room == 0 || state.Offers.Count == state.Waiting.Count) return RoutingStep.Quiet(state);
        var effects = ImmutableArray.CreateBuilder<RoutingEffect>();
        foreach (var conversation in state.Order)
        {
            if (desk.Room == 0) break;
            if (state.Offers.ContainsKey(conversation.ConversationId)) continue;
            var refusals = state.Refusals.GetValueOrDefault(conversation.ConversationId);
            var (agent, newRound) = desk.Choose(conversation, refusals, now - options.RefusalPause);
            if (agent is null) continue;
            desk.Load(agent);
            var until = now + options.OfferTimeout;
            state = state with
            {
                Offers = state.Offers.SetItem(conversation.ConversationId, new PendingOffer(conversation.ConversationId, agent.AgentId, until)),
                Refusals = newRound ? state.Refusals.Remove(conversation.ConversationId) : state.Refusals,
            };
            effects.Add(new MakeOffer(agent.AgentId, new ConversationOffer(conversation.ConversationId, departmentId, conversation.QueuedAt, until)));
        }

        return new RoutingStep(state, effects.ToImmutable());
    }

    /// <summary>When time alone will change something: the next offer lapses, or a refusal has rested. Null when nothing will.</summary>
    public static DateTimeOffset? NextDue(QueueState state, DateTimeOffset now, RoutingOptions options)
    {
        var lapses = state.Offers.Values.Select(offer => offer.Until);
        var rested = state.Refusals
            .Where(refusals => !state.Offers.ContainsKey(refusals.Key))
            .SelectMany(refusals => refusals.Value.Values)
            .Select(at => at + options.RefusalPause)
            .Where(at => at > now);
        return lapses.Concat(rested).Select(at => (DateTimeOffset?)at).Min();
    }

    /// <summary>The available agents during one round of offers, with their growing load.</summary>
    private sealed class Desk
    {
        private readonly AgentState[] available;
        private readonly Dictionary<string, int> loads = new(StringComparer.Ordinal);

        public Desk(QueueState state)
        {
            available = [.. state.Agents.Values.Where(agent => agent.Presence == Presence.Available && !state.Unreachable.Contains(agent.AgentId))];
            foreach (var agent in available) loads[agent.AgentId] = agent.Conversations.Length;
            foreach (var offer in state.Offers.Values)
            {
                // A conversation that the agent got meanwhile by another way must not count twice.
                if (loads.TryGetValue(offer.AgentId, out var load)
                    && !state.Agents[offer.AgentId].Conversations.Contains(offer.ConversationId, StringComparer.Ordinal)) loads[offer.AgentId] = load + 1;
            }

            Room = available.Sum(agent => Math.Max(0, agent.Capacity - loads[agent.AgentId]));
        }

        public int Room { get; private set; }

        public void Load(AgentState agent)
        {
            loads[agent.AgentId]++;
            Room--;
        }

        public (AgentState? Agent, bool NewRound) Choose(
            QueuedConversation conversation, ImmutableDictionary<string, DateTimeOffset>? refusals, DateTimeOffset restedSince)
        {
            var fresh = refusals is null ? available : [.. available.Where(agent => !refusals.ContainsKey(agent.AgentId))];
            var preferred = fresh.FirstOrDefault(agent => string.Equals(agent.AgentId, conversation.PreferredAgentId, StringComparison.Ordinal));
            if (preferred is not null && HasRoom(preferred)) return (preferred, false);
            if (fresh.Length > 0) return (Best(Speakers(fresh, conversation.Language)), false);
            var rested = available.Where(agent => refusals![agent.AgentId] <= restedSince).ToArray();
            return (Best(Speakers(rested, conversation.Language)), true);
        }

        private static AgentState[] Speakers(AgentState[] agents, string language)
        {
            var speakers = agents.Where(agent => agent.Languages.Contains(language, StringComparer.OrdinalIgnoreCase)).ToArray();
            return speakers.Length > 0 ? speakers : agents;
        }

        private AgentState? Best(AgentState[] agents) =>
            agents.Where(HasRoom).OrderBy(agent => loads[agent.AgentId]).ThenBy(agent => agent.IdleSince).ThenBy(agent => agent.AgentId, StringComparer.Ordinal).FirstOrDefault();

        private bool HasRoom(AgentState agent) => loads[agent.AgentId] < agent.Capacity;
    }
}
