using ContactHub.Agents;
using static ContactHub.Routing.Desk;

namespace ContactHub.Routing;

public sealed class RoutingDecisionTests
{
    private static readonly DateTimeOffset Later = Now + Options.OfferTimeout;

    [Fact]
    public void An_unanswered_offer_goes_to_the_next_agent()
    {
        var offered = QueueState.Empty.With(Agent("a"), Agent("b", load: 1)).With(Conversation("x")).Route();
        Assert.Empty(RoutingDecisions.Expire(offered.State, Later.AddTicks(-1), Options).Effects);

        var lapsed = RoutingDecisions.Expire(offered.State, Later, Options);

        Assert.Equal<RoutingEffect>([new WithdrawOffer("a", "x", "lapsed")], lapsed.Effects);
        Assert.Equal("b", lapsed.State.Route(Later).Made()["x"]);
    }

    [Fact]
    public void Two_lapses_in_a_row_set_the_agent_away()
    {
        var state = QueueState.Empty.With(Agent("a")).With(Conversation("x", 2), Conversation("y", 1)).Route().State;
        var step = RoutingDecisions.Expire(state, Later, Options);

        Assert.Single(step.Effects, new SetAway("a"));
        Assert.Empty(step.State.Route(Later.AddHours(1)).Effects);
    }

    [Fact]
    public void An_answer_between_two_lapses_starts_the_count_again()
    {
        var state = QueueState.Empty.With(Agent("a", capacity: 1)).With(Conversation("x")).Route().State;
        state = RoutingDecisions.Expire(state, Later, Options).State.With(Conversation("y", 5)).Route(Later).State;
        state = RoutingDecisions.Decline(state, "y", "a", Later).State.With(Conversation("z", 9)).Route(Later).State;
        Assert.DoesNotContain(RoutingDecisions.Expire(state, Later + Options.OfferTimeout, Options).Effects, effect => effect is SetAway);
    }

    [Fact]
    public void An_agent_who_goes_away_loses_the_offers()
    {
        var offered = QueueState.Empty.With(Agent("a")).With(Conversation("x")).Route().State;
        var step = RoutingDecisions.AgentChanged(offered, Agent("a", presence: Presence.Away), "su");
        Assert.Equal<RoutingEffect>([new WithdrawOffer("a", "x", "unavailable")], step.Effects);
        Assert.Equal(1, step.State.Position("x"));
    }

    [Fact]
    public void An_agent_who_left_the_department_is_forgotten()
        => Assert.Empty(QueueState.Empty.With(Agent("a")).With(Agent("a", departments: "zabita")).Agents);

    [Fact]
    public void Old_news_of_an_agent_who_left_the_department_is_ignored_and_new_news_is_not()
    {
        var left = QueueState.Empty.With(Agent("a") with { Version = 1 }).With(Agent("a", departments: "zabita") with { Version = 3 });

        Assert.Empty(left.With(Agent("a") with { Version = 2 }).Agents);
        Assert.Equal(4, left.With(Agent("a") with { Version = 4 }).Agents["a"].Version);
    }

    [Fact]
    public void Taking_a_waiting_conversation_withdraws_its_offer()
    {
        var offered = QueueState.Empty.With(Agent("a")).With(Conversation("x")).Route().State;
        var step = RoutingDecisions.Remove(offered, "x");
        Assert.Equal<RoutingEffect>([new WithdrawOffer("a", "x", "taken")], step.Effects);
        Assert.Equal(0, step.State.Position("x"));
        Assert.Empty(step.State.Waiting);
    }

    [Fact]
    public void Declining_somebody_elses_offer_changes_nothing()
    {
        var offered = QueueState.Empty.With(Agent("a")).With(Conversation("x")).Route().State;
        Assert.Same(offered, RoutingDecisions.Decline(offered, "x", "b", Now).State);
    }

    [Fact]
    public void An_accepted_conversation_counts_at_once_against_the_capacity()
    {
        var offered = QueueState.Empty.With(Agent("a", capacity: 1)).With(Conversation("x", 2), Conversation("y", 1)).Route().State;
        var step = RoutingDecisions.Accepted(offered, "x", "a", Now, Options);
        Assert.Equal<string>(["x"], step.State.Agents["a"].Conversations);
        Assert.Empty(step.State.Route().Effects);
    }

    [Fact]
    public void The_log_overrules_what_the_queue_believed()
    {
        var offered = QueueState.Empty.With(Agent("a", capacity: 2)).With(Conversation("ghost", 9), Conversation("kept", 5)).Route().State;
        var step = RoutingDecisions.Reconcile(offered, [Conversation("kept", 5, priority: 1), Conversation("new", 1)]);

        Assert.Equal(["kept", "new"], step.State.Order.Select(waiting => waiting.ConversationId));
        Assert.Equal<RoutingEffect>([new WithdrawOffer("a", "ghost", "taken")], step.Effects);
        Assert.Equal("a", step.State.Offers["kept"].AgentId);
    }

    [Fact]
    public void The_estimated_wait_grows_with_the_position_and_shrinks_with_the_agents()
    {
        var state = QueueState.Empty.With(Agent("a"));
        Assert.Null(WaitEstimate.Seconds(state, 1, Now, Options));
        foreach (var minute in new[] { 4, 3, 2, 1 })
            state = RoutingDecisions.Accepted(state.With(Conversation("c" + minute, 5)), "c" + minute, "a", Now.AddMinutes(-minute), Options).State;

        Assert.Equal(60, WaitEstimate.Seconds(state, 1, Now, Options));
        Assert.Equal(180, WaitEstimate.Seconds(state, 3, Now, Options));
        Assert.Equal(90, WaitEstimate.Seconds(state.With(Agent("b")), 3, Now, Options));
        Assert.Null(WaitEstimate.Seconds(state, 3, Now + Options.EstimateWindow, Options));
        Assert.Null(WaitEstimate.Seconds(state.With(Agent("a", presence: Presence.Away)), 3, Now, Options));
    }

    [Fact]
    public void Only_changed_places_are_signalled()
    {
        var state = QueueState.Empty.With(Conversation("x", 2), Conversation("y", 1));
        var (first, told) = QueueSignals.Changes(state, [], Now, Options);
        Assert.Equal(["x", "y"], first.Select(change => change.ConversationId));
        Assert.Empty(QueueSignals.Changes(state, told, Now, Options).Changed);

        var (moved, _) = QueueSignals.Changes(RoutingDecisions.Remove(state, "x").State, told, Now, Options);
        var (id, signal) = Assert.Single(moved);
        Assert.Equal(("y", 1), (id, signal.Position));
    }

    [Fact]
    public void Every_fault_of_the_options_is_reported_at_once()
    {
        Assert.Empty(Options.Validate());
        var faults = (Options with { OfferTimeout = TimeSpan.Zero, LapsesUntilAway = 0, ReturnAfter = TimeSpan.FromSeconds(1) }).Validate();
        Assert.Equal(3, faults.Length);
        Assert.All(faults, fault => Assert.StartsWith("Routing:", fault, StringComparison.Ordinal));
    }
}
