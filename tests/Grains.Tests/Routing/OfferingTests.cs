using ContactHub.Agents;
using static ContactHub.Routing.Desk;

namespace ContactHub.Routing;

public sealed class OfferingTests
{
    [Fact]
    public void The_highest_priority_is_served_first_and_then_who_waited_longest()
    {
        var state = QueueState.Empty.With(Agent("a", capacity: 2))
            .With(Conversation("late", 1), Conversation("early", 9), Conversation("urgent", 0, priority: 2), Conversation("low", 60, priority: -1));

        Assert.Equal(["early", "urgent"], state.Route().Made().Keys.Order(StringComparer.Ordinal));
        Assert.Equal([1, 2, 3, 4], new[] { "urgent", "early", "late", "low" }.Select(state.Position));
    }

    [Fact]
    public void The_least_loaded_agent_gets_it()
        => Assert.Equal("b", QueueState.Empty.With(Agent("a", load: 2, idleMinutes: 60), Agent("b", load: 1)).With(Conversation("c")).Route().Made()["c"]);

    [Fact]
    public void Among_equally_loaded_agents_the_longest_idle_gets_it()
        => Assert.Equal("b", QueueState.Empty.With(Agent("a", idleMinutes: 5), Agent("b", idleMinutes: 6)).With(Conversation("c")).Route().Made()["c"]);

    [Fact]
    public void Among_equals_the_id_decides_so_that_every_run_decides_alike()
        => Assert.Equal("a", QueueState.Empty.With(Agent("b"), Agent("a")).With(Conversation("c")).Route().Made()["c"]);

    [Fact]
    public void The_last_agent_is_preferred_even_when_busier()
        => Assert.Equal("b", QueueState.Empty.With(Agent("a"), Agent("b", load: 2)).With(Conversation("c", preferred: "b")).Route().Made()["c"]);

    [Fact]
    public void A_preferred_agent_without_room_is_passed_over()
        => Assert.Equal("a", QueueState.Empty.With(Agent("a"), Agent("b", load: 3)).With(Conversation("c", preferred: "b")).Route().Made()["c"]);

    [Theory]
    [InlineData(Presence.Busy)]
    [InlineData(Presence.Away)]
    [InlineData(Presence.Offline)]
    public void Only_available_agents_get_offers(Presence presence)
        => Assert.Empty(QueueState.Empty.With(Agent("a", presence: presence)).With(Conversation("c", preferred: "a")).Route().Effects);

    [Fact]
    public void An_agent_who_speaks_the_language_goes_before_a_less_loaded_one_who_does_not()
        => Assert.Equal("b", QueueState.Empty.With(Agent("a"), Agent("b", load: 2, languages: "tr,ar")).With(Conversation("c", language: "ar")).Route().Made()["c"]);

    [Fact]
    public void Nobody_online_speaks_the_language_so_anybody_gets_it()
        => Assert.Equal("a", QueueState.Empty.With(Agent("a"), Agent("b", presence: Presence.Away, languages: "ar")).With(Conversation("c", language: "ar")).Route().Made()["c"]);

    [Fact]
    public void The_conversation_waits_for_the_only_speaker_who_is_full_and_lets_others_pass()
    {
        var state = QueueState.Empty.With(Agent("a"), Agent("b", load: 3, languages: "ar")).With(Conversation("c", 9, language: "ar"), Conversation("d", 1));
        Assert.Equal(["d"], state.Route().Made().Keys);
    }

    [Fact]
    public void Outstanding_offers_count_against_the_capacity()
    {
        var first = QueueState.Empty.With(Agent("a", capacity: 2, load: 1)).With(Conversation("c", 2), Conversation("d", 1)).Route();
        Assert.Equal(["c"], first.Made().Keys);
        Assert.Empty(first.State.Route().Effects);
    }

    [Fact]
    public void Who_declined_is_not_asked_again_until_everybody_else_was()
    {
        var state = QueueState.Empty.With(Agent("a"), Agent("b", load: 1), Agent("c", load: 2)).With(Conversation("x"));
        var asked = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var step = state.Route();
            asked.Add(step.Made()["x"]);
            state = RoutingDecisions.Decline(step.State, "x", asked[^1], Now).State;
        }

        Assert.Equal(["a", "b", "c"], asked);
        Assert.Empty(state.Route().Effects);
        Assert.Equal(Now + Options.RefusalPause, Offering.NextDue(state, Now, Options));
        Assert.Equal("a", state.Route(Now + Options.RefusalPause).Made()["x"]);
    }

    [Fact]
    public void After_every_speaker_refused_the_others_are_asked()
    {
        var step = QueueState.Empty.With(Agent("a"), Agent("b", languages: "ar")).With(Conversation("x", language: "ar")).Route();
        Assert.Equal("b", step.Made()["x"]);
        Assert.Equal("a", RoutingDecisions.Decline(step.State, "x", "b", Now).State.Route().Made()["x"]);
    }

    [Fact]
    public void An_agent_whose_screens_are_gone_gets_no_offer_until_news_of_the_agent_comes()
    {
        var step = QueueState.Empty.With(Agent("a")).With(Conversation("x")).Route();
        var state = RoutingDecisions.NotShown(step.State, "x", "a");
        Assert.Empty(state.Route().Effects);
        Assert.Equal("a", state.With(Agent("a")).Route().Made()["x"]);
    }
}
