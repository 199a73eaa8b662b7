using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContactHub.Agents;
using ContactHub.Conversations;
using ContactHub.Storage;
using ContactHub.Telemetry;
using ContactHub.TestKit;
using static ContactHub.Routing.DepartmentWork;

namespace ContactHub.Routing;

public sealed class QueueGrainTests : RoutingFacts
{
    [Fact]
    public async Task A_waiting_conversation_is_offered_and_belongs_to_who_accepts()
    {
        await Hub.Staff(Member("a"));
        var screen = await Screen("a");
        await Hub.Wait("c");
        await Offered(screen, "c");
        Assert.Equal(Clock.GetUtcNow() + Hub.Options.OfferTimeout, screen.Offers["c"].Until);

        Assert.Equal(OfferAnswer.Assigned, await Hub.Queue().Accept("c", "a", "Agent a"));

        var summary = (await Hub.Conversation("c").Summary())!;
        Assert.Equal((Owner.Agent, "a", "Agent a"), (summary.Owner, summary.AgentId, summary.AgentName));
        Assert.Equal(["c"], (await Hub.Agent("a").Get()).Conversations.AsEnumerable());
        Assert.Equal(0, (await Hub.Queue().Status()).Waiting);
    }

    [Fact]
    public async Task An_unanswered_offer_goes_to_the_next_agent_and_the_late_answer_is_refused()
    {
        await Hub.Staff(Member("a"), Member("b"));
        var first = await Screen("a");
        await Hub.Wait("c");
        await Offered(first, "c");
        var second = await Screen("b");

        using var meters = new MeterRecorder(HubMeter.Name);
        Clock.Advance(Hub.Options.OfferTimeout);

        await Offered(second, "c");
        await Hub.Until(() => first.Withdrawn.GetValueOrDefault("c") == "lapsed", "withdrawal from the first");
        Assert.Equal(OfferAnswer.Gone, await Hub.Queue().Accept("c", "a", "Agent a"));
        Assert.Equal(Owner.Queue, await Hub.OwnerOf("c"));
        Assert.True(meters.Sum("contacthub.offers.lapsed") >= 1);
        Assert.True(meters.Sum("contacthub.offers.made") >= 1);
    }

    [Fact]
    public async Task An_agent_who_lets_two_offers_lapse_is_set_away()
    {
        await Hub.Staff(Member("a"));
        var screen = await Screen("a");
        await Hub.Wait("c");
        await Hub.Wait("d");
        await Offered(screen, "c");
        await Offered(screen, "d");

        Clock.Advance(Hub.Options.OfferTimeout);

        await Hub.Until(() => screen.State!.Presence == Presence.Away, "away");
        Assert.Empty(screen.Offers);
        Assert.Equal(2, (await Hub.Queue().Status()).Waiting);
    }

    [Fact]
    public async Task A_declined_conversation_is_offered_to_the_next_agent()
    {
        await Hub.Staff(Member("a"), Member("b"));
        var first = await Screen("a");
        await Hub.Wait("c");
        await Offered(first, "c");
        var second = await Screen("b");

        await Hub.Queue().Decline("c", "a");

        await Offered(second, "c");
        await Hub.Until(() => first.Withdrawn.GetValueOrDefault("c") == "declined", "withdrawal from the first");
    }

    [Fact]
    public async Task The_queue_is_rebuilt_after_a_crash_and_nobody_is_forgotten()
    {
        await Hub.Staff(Member("a"));
        await Hub.Wait("c");
        Clock.Advance(TimeSpan.FromSeconds(5));
        await Hub.Wait("d");

        await CrashAndRestart();

        var status = await Hub.Queue().Status();
        Assert.Equal(2, status.Waiting);
        Assert.Equal((await Hub.Conversation("c").Summary())!.QueuedAt, status.OldestQueuedAt);
        var screen = await Screen("a");
        await Offered(screen, "c");
        await Offered(screen, "d");
        Assert.Equal(OfferAnswer.Assigned, await Hub.Queue().Accept("c", "a", "Agent a"));
    }

    [Fact]
    public async Task An_agent_who_stayed_connected_over_a_crash_of_the_hub_gets_offers_without_anybody_calling_the_queue()
    {
        await Hub.Staff(Member("a"));
        await Hub.Wait("c");
        await CrashAndRestart();
        await Offered(await Screen("a"), "c");
    }

    [Fact]
    public async Task What_the_log_knows_and_the_queue_was_never_told_is_found_when_reconciling()
    {
        await Hub.Staff(Member("a"));
        var screen = await Screen("a");
        Assert.Equal(0, (await Hub.Queue().Status()).Waiting);
        var now = Clock.GetUtcNow();
        var summary = new ConversationSummary(
            "lost", Owner.Queue, "su", null, null, "v-1", null, false, "chat", "tr", null, ActorKind.Citizen, now, now, now, now, 0, 0, [], null, 1);
        await Hub.Service<IEventLog>().Append(new AppendRequest("lost", 0, [new NewEvent("x", "chat", "hub", now, "{}"u8.ToArray())], SummaryCodec.Write(summary)));

        Clock.Advance(Hub.Options.ReconcileInterval);

        await Offered(screen, "lost");
    }

    [Fact]
    public async Task A_conversation_that_somebody_takes_is_no_longer_offered()
    {
        await Hub.Staff(Member("a"));
        var screen = await Screen("a");
        await Hub.Wait("c");
        await Offered(screen, "c");

        await Hub.Conversation("c").Execute(new TakeConversation(new Actor(ActorKind.Agent, "boss", "Boss"), "take"));

        await Hub.Until(() => screen.Withdrawn.ContainsKey("c"), "withdrawal");
        Assert.Equal(OfferAnswer.Gone, await Hub.Queue().Accept("c", "a", "Agent a"));
    }

    [Fact]
    public async Task Waiting_citizens_hear_their_place_and_hear_again_when_it_changes()
    {
        await Hub.Staff(Member("a", capacity: 1));
        var page = new FakePage();
        await Hub.Wait("c");
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Hub.Wait("d");
        await Hub.Conversation("d").Subscribe(Hub.Grains.CreateObjectReference<IConversationObserver>(page));
        var screen = await Screen("a");
        await Hub.Until(async () => (await Hub.Queue().Status()).Agents.Any(agent => agent.Presence == Presence.Available), "the queue hearing of the agent");
        Clock.Advance(Hub.Options.SignalInterval);
        await Hub.Until(() => page.Last is { Position: 2, AgentsOnline: 1 }, "second place");

        await Offered(screen, "c");
        await Hub.Queue().Accept("c", "a", "Agent a");
        Clock.Advance(Hub.Options.SignalInterval);

        await Hub.Until(() => page.Last is { Position: 1, WaitSeconds: not null }, "first place");
    }

    [Fact]
    public async Task Screens_hear_the_status_at_most_once_a_second()
    {
        await Hub.Staff(Member("a"));
        var board = new FakeBoard();
        await Hub.Queue().Subscribe(Hub.Grains.CreateObjectReference<IQueueObserver>(board));
        await Hub.Wait("c");
        await Hub.Until(() => !board.Seen.IsEmpty, "a status");
        await Hub.Wait("d");
        await Hub.Until(async () => (await Hub.Queue().Status()).Waiting == 2, "both waiting");
        var before = board.Seen.Count;
        Assert.DoesNotContain(board.Seen, status => status.Waiting == 2);

        Clock.Advance(Hub.Options.StatusInterval);

        await Hub.Until(() => board.Seen.Any(status => status.Waiting == 2), "the new status");
        Assert.Equal(before + 1, board.Seen.Count);
    }

    private sealed class FakePage : IConversationObserver
    {
        public QueueSignal? Last { get; private set; }

        public Task OnEvents(string conversationId, ImmutableArray<TimelineEntry> entries) => Task.CompletedTask;

        public Task OnSignal(string conversationId, ConversationSignal signal)
        {
            Last = signal as QueueSignal ?? Last;
            return Task.CompletedTask;
        }
    }

    private sealed class FakeBoard : IQueueObserver
    {
        public ConcurrentQueue<QueueStatus> Seen { get; } = new();

        public Task OnStatus(QueueStatus status)
        {
            Seen.Enqueue(status);
            return Task.CompletedTask;
        }
    }
}
