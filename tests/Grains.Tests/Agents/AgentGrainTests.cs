using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.Routing;
using Microsoft.Extensions.Hosting;
using static ContactHub.Routing.DepartmentWork;

namespace ContactHub.Agents;

public sealed class AgentGrainTests : RoutingFacts
{
    [Fact]
    public async Task The_state_comes_from_the_account_and_follows_it()
    {
        await Hub.Staff(Member("a", capacity: 2));
        var screen = await Screen("a");
        Assert.Equal(("Agent a", 2, Presence.Available), (screen.State!.Name, screen.State.Capacity, screen.State.Presence));

        await Hub.Service<StaffStore>().Save(Member("a", capacity: 5, departments: "zabita"));
        await Hub.Agent("a").Refresh();

        await Hub.Until(() => screen.State.Capacity == 5, "the new capacity");
        await Hub.Until(async () => (await Hub.Queue("su").Status()).Agents.IsEmpty, "the old department without the agent");
        await Hub.Until(async () => (await Hub.Queue("zabita").Status()).Agents.Select(agent => agent.AgentId).SequenceEqual(["a"], StringComparer.Ordinal), "the new one with the agent");
    }

    [Fact]
    public async Task A_reload_changes_nothing_and_a_longer_absence_means_away()
    {
        await Hub.Staff(Member("a"));
        var screen = await Screen("a");
        await Hub.Agent("a").SetPresence(Presence.Busy);
        await screen.Close();
        Clock.Advance(Hub.Options.ConnectionGrace - TimeSpan.FromSeconds(1));
        screen = await Screen("a", "again");
        Assert.Equal(Presence.Busy, screen.State!.Presence);

        await screen.Close();
        Clock.Advance(Hub.Options.ConnectionGrace);

        await Hub.Until(async () => (await Hub.Agent("a").Get()).Presence == Presence.Away, "away");
    }

    [Fact]
    public async Task The_conversations_of_an_agent_who_left_go_to_another_one()
    {
        await Hub.Staff(Member("a"), Member("b"));
        var screen = await Screen("a");
        await Take("c", screen);
        await screen.Close();
        Clock.Advance(Hub.Options.ReturnAfter - TimeSpan.FromSeconds(1));
        await Hub.Until(async () => (await Hub.Agent("a").Get()).Presence == Presence.Away, "away");
        Assert.Equal(Owner.Agent, await Hub.OwnerOf("c"));

        await Hub.UntilTimePasses(
            async () => (await Hub.Agent("a").Get()).Conversations.IsEmpty && await Hub.OwnerOf("c") == Owner.Queue, "the conversation back in the queue");
        var released = (await Hub.Conversation("c").Join(0)).Entries.Select(entry => entry.Event).OfType<AgentReleased>().Single();
        Assert.Equal(("a", "offline"), (released.AgentId, released.Reason));
        await Offered(await Screen("b"), "c");
        Assert.Empty((await Hub.Agent("a").Get()).Conversations);
    }

    [Fact]
    public async Task After_a_crash_an_agent_who_never_comes_back_loses_the_conversations_too()
    {
        await Hub.Staff(Member("a"));
        await Take("c", await Screen("a"));

        await CrashAndRestart();

        // Nobody calls the agent: the recovery at the start of the hub does, and here its next round.
        await Hub.Service<IEnumerable<IHostedService>>().OfType<RoutingRecovery>().Single().Run(CancellationToken.None);
        await Hub.UntilTimePasses(async () => await Hub.OwnerOf("c") == Owner.Queue, "the conversation back in the queue");
    }

    [Fact]
    public async Task After_a_crash_an_agent_who_comes_back_keeps_them()
    {
        await Hub.Staff(Member("a"));
        await Take("c", await Screen("a"));

        await CrashAndRestart();
        var screen = await Screen("a");
        for (var minute = 0; minute < 5; minute++)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await screen.Renew();
        }

        Assert.Equal(Presence.Available, screen.State!.Presence);
        Assert.Equal(["c"], screen.State.Conversations.AsEnumerable());
        Assert.Equal(Owner.Agent, await Hub.OwnerOf("c"));
    }

    [Fact]
    public async Task A_screen_that_stops_renewing_is_gone()
    {
        await Hub.Staff(Member("a"));
        await Screen("a");
        Clock.Advance(Hub.Options.ConnectionLapse);
        var offer = new ConversationOffer("c", "su", Clock.GetUtcNow(), Clock.GetUtcNow().AddSeconds(30));
        await Hub.Until(async () => !await Hub.Agent("a").Offer(offer), "no screen to show an offer on");
        Assert.Equal(Presence.Available, (await Hub.Agent("a").Get()).Presence);

        await Hub.UntilTimePasses(async () => (await Hub.Agent("a").Get()).Presence == Presence.Away, "away after the grace time");
    }

    [Fact]
    public async Task Two_departments_never_fill_an_agent_beyond_the_capacity()
    {
        await Hub.Staff(Member("a", capacity: 1, departments: "su,zabita"));
        await Hub.Wait("c", "su");
        await Hub.Wait("d", "zabita");
        var screen = await Screen("a");
        await Hub.Until(() => !screen.Offers.IsEmpty, "an offer");
        var (offered, other) = screen.Offers.ContainsKey("c") ? ("c", "d") : ("d", "c");
        await Hub.Until(async () => (await Hub.Queue("su").Status()).Agents.Length + (await Hub.Queue("zabita").Status()).Agents.Length == 2, "both know the agent");

        var department = offered == "c" ? "su" : "zabita";
        Assert.Equal(OfferAnswer.Assigned, await Hub.Queue(department).Accept(offered, "a", "Agent a"));
        Clock.Advance(Hub.Options.ReconcileInterval);
        await Hub.Until(async () => (await Hub.Queue(department == "su" ? "zabita" : "su").Status()).Agents[0].Conversations.Length == 1, "the news");

        Assert.DoesNotContain(other, screen.Offers.Keys);
        Assert.Equal(Owner.Queue, await Hub.OwnerOf(other));
    }

    [Fact]
    public async Task A_second_screen_shows_the_offers_that_are_open()
    {
        await Hub.Staff(Member("a"));
        await Hub.Wait("c");
        await Offered(await Screen("a"), "c");
        await Offered(await Screen("a", "second"), "c");
    }

    [Fact]
    public async Task An_agent_without_a_screen_is_offered_nothing()
    {
        await Hub.Staff(Member("a"));
        await Hub.Agent("a").SetPresence(Presence.Available);
        Assert.False(await Hub.Agent("a").Offer(new ConversationOffer("c", "su", Clock.GetUtcNow(), Clock.GetUtcNow().AddSeconds(30))));
    }

    private async Task Take(string conversationId, FakeScreen screen)
    {
        await Hub.Wait(conversationId);
        await Offered(screen, conversationId);
        Assert.Equal(OfferAnswer.Assigned, await Hub.Queue().Accept(conversationId, screen.AgentId, "Agent " + screen.AgentId));
    }

    [Fact]
    public async Task Who_is_on_the_phone_is_busy_and_free_again_once_the_wrap_up_is_over()
    {
        await Hub.Staff(Member("a"));
        var screen = await Screen("a");
        var call = new AgentCall(
            "call-1", AgentCallState.Ringing, CallDirection.In, "+905321234567", null, true, "c-1", "k-1", 7, 0, null, Clock.GetUtcNow(), Clock.GetUtcNow(), null, null, 1);
        await Hub.Agent("a").CallChanged(call);
        Assert.Equal((Presence.Available, PhoneUse.Ringing), await Shown());

        await Hub.Agent("a").CallChanged(call with { State = AgentCallState.Talking, Version = 2 });
        Assert.Equal((Presence.Busy, PhoneUse.Talking), await Shown());
        Assert.False(await Hub.Agent("a").Offer(new ConversationOffer("c-2", "su", Clock.GetUtcNow(), Clock.GetUtcNow())));

        await Hub.Agent("a").CallChanged(call with { State = AgentCallState.Gone, Version = 3 });
        Assert.Equal((Presence.Busy, PhoneUse.WrapUp), await Shown());
        await Hub.Until(() => screen.Calls.Length == 1 && screen.Calls[0].State == AgentCallState.WrapUp, "the wrap-up on the screen");

        Clock.Advance(Hub.Options.WrapUp);
        await Hub.Until(async () => await Shown() == (Presence.Available, PhoneUse.Free), "free again");
        await Hub.Until(() => screen.Calls.IsEmpty, "the call gone from the screen");

        async Task<(Presence, PhoneUse)> Shown() => await Hub.Agent("a").Get() is { } state ? (state.Presence, state.Phone) : default;
    }

    [Fact]
    public async Task Who_wraps_up_is_still_at_it_after_a_crash_until_the_same_instant_and_who_was_done_is_done()
    {
        await Hub.Staff(Member("a"));
        foreach (var call in (AgentCall[])[Talking("call-1"), Talking("call-2")])
        {
            await Hub.Agent("a").CallChanged(call);
            await Hub.Agent("a").CallChanged(call with { State = AgentCallState.Gone, Version = 3 });
        }

        await Hub.Agent("a").FinishCall("call-2");
        await Hub.Agent("a").ExtendWrapUp("call-1");
        var before = await Hub.Agent("a").Calls();
        await CrashAndRestart();

        Assert.Equal(before.Single(), Assert.Single(await Hub.Agent("a").Calls()));
        var screen = await Screen("a");
        Assert.Equal((Presence.Busy, PhoneUse.WrapUp), (screen.State!.Presence, screen.State.Phone));
        await Hub.Until(() => screen.Calls.SequenceEqual(before), "the wrap-up on the screen");
        // The end of the call, told once more, and late news of it change nothing.
        await Hub.Agent("a").CallChanged(Talking("call-1") with { State = AgentCallState.Gone, Version = 3 });
        await Hub.Agent("a").CallChanged(Talking("call-1"));
        Assert.Equal(before.Single(), Assert.Single(await Hub.Agent("a").Calls()));

        Clock.Advance(Hub.Options.WrapUp + Hub.Options.WrapUpMore);
        await Hub.Until(async () => (await Hub.Agent("a").Get()).Phone == PhoneUse.Free, "the end of the wrap-up");
        await CrashAndRestart();
        Assert.Empty(await Hub.Agent("a").Calls());

        AgentCall Talking(string id) => new(
            id, AgentCallState.Talking, CallDirection.In, "+905321234567", "Ayşe", true, "c-1", "k-1", 7, 0, "cozum153", Clock.GetUtcNow(), Clock.GetUtcNow(), null, null, 2);
    }
}
