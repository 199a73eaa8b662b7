using ContactHub.Agents;
using FsCheck;
using FsCheck.Fluent;
using static ContactHub.Routing.Desk;

namespace ContactHub.Routing;

/// <summary>Random histories of a small department; after every step the invariants of <see cref="RoutingDecisions"/> hold.</summary>
public sealed class RoutingProperties
{
    private static readonly string[] Languages = ["tr", "en", "ar"];
    private static readonly string[] People = ["a", "b", "c", "d"];

    [Fact]
    public void In_every_history_capacity_holds_offers_are_single_and_nobody_waits_beside_a_free_agent()
        => Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt[]>(), history => Replay([.. history.Select(step => step.Get)])).Check(
            Config.QuickThrowOnFailure.WithMaxTest(20_000).WithEndSize(120));

    private static void Replay(int[] history)
    {
        var state = QueueState.Empty.With([.. People.Select((id, i) => Agent(id, capacity: i, languages: Languages[i % 3]))]);
        var now = Now;
        var random = new Random(history.Length);
        foreach (var number in history)
        {
            now = now.AddSeconds(number % 7);
            state = Act(state, number + random.Next(1000), now);
            state = RoutingDecisions.Expire(state, now, Options).State;
            var step = Offering.Route(state, "su", now, Options);
            Assert.Equal(step.State.Offers.Count - state.Offers.Count, step.Made().Count);
            state = step.State;
            Check(state, now);
        }
    }

    private static QueueState Act(QueueState state, int number, DateTimeOffset now)
    {
        var id = "c" + (number % 11);
        var person = People[number % 4];
        var offer = state.Offers.Values.OrderBy(pending => pending.ConversationId, StringComparer.Ordinal).FirstOrDefault();
        return (number % 9) switch
        {
            0 or 1 or 2 when !state.Agents.Values.Any(agent => agent.Conversations.Contains(id)) =>
                RoutingDecisions.Enqueue(state, new QueuedConversation(id, now, number % 3, Languages[number % 3], number % 5 == 0 ? person : null)),
            3 when offer is not null => RoutingDecisions.Accepted(state, offer.ConversationId, offer.AgentId, now, Options).State,
            4 when offer is not null => RoutingDecisions.Decline(state, offer.ConversationId, offer.AgentId, now).State,
            5 => RoutingDecisions.AgentChanged(state, state.Agents[person] with { Presence = (Presence)(number % 4) }, "su").State,
            6 => RoutingDecisions.AgentChanged(state, state.Agents[person] with { Presence = Presence.Available, Conversations = [] }, "su").State,
            7 when offer is not null => RoutingDecisions.NotShown(state, offer.ConversationId, offer.AgentId),
            8 => RoutingDecisions.Remove(state, id).State,
            _ => state,
        };
    }

    private static void Check(QueueState state, DateTimeOffset now)
    {
        Assert.Equal(state.Waiting.Count, state.Order.Count);
        Assert.All(state.Offers, offer => Assert.True(state.Waiting.ContainsKey(offer.Key) && offer.Value.Until > now));
        Assert.All(state.Offers.Values, offer => Assert.Equal(Presence.Available, state.Agents[offer.AgentId].Presence));
        Assert.All(state.Refusals.Keys, id => Assert.True(state.Waiting.ContainsKey(id)));
        foreach (var agent in state.Agents.Values)
        {
            var load = agent.Conversations.Length + state.Offers.Values.Count(offer => offer.AgentId == agent.AgentId);
            Assert.True(load <= agent.Capacity, $"{agent.AgentId} has {load} of {agent.Capacity}");
            if (load == agent.Capacity || agent.Presence != Presence.Available || state.Unreachable.Contains(agent.AgentId)) continue;
            foreach (var waiting in state.Order.Where(waiting => !state.Offers.ContainsKey(waiting.ConversationId)))
            {
                var refused = state.Refusals.GetValueOrDefault(waiting.ConversationId)?.ContainsKey(agent.AgentId) ?? false;
                Assert.True(refused || !agent.Languages.Contains(waiting.Language), $"{waiting.ConversationId} waits although {agent.AgentId} is free and speaks the language");
            }
        }
    }
}
