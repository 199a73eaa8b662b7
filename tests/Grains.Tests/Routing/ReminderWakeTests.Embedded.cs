using System.Collections.Concurrent;
using ContactHub.Conversations;
using ContactHub.Storage;
using Microsoft.Extensions.DependencyInjection;
using static ContactHub.Routing.DepartmentWork;

namespace ContactHub.Routing;

/// <summary>What the reminders in the database do after a crash on hubs that lack the other thing which wakes grains, the recovery.</summary>
public sealed class ReminderWakeTests : RoutingFacts
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private CallRecorder _calls = new();

    protected override void Configure(IServiceCollection services)
    {
        Assert.True(services.Remove(services.Single(service => service.ImplementationType == typeof(RoutingRecovery))));
        // One for each hub: calls that were under way in the one that was killed are no news of the next.
        _calls = new CallRecorder();
        services.AddSingleton<IIncomingGrainCallFilter>(_calls);
    }

    [Fact]
    public async Task A_reminder_wakes_a_queue_in_which_somebody_waits()
    {
        await Hub.Staff();
        await Hub.Wait("c");
        await Hub.Until(async () => (await Reminders()).Contains("queue"), "the queue's reminder");
        await CrashIntoSilence();

        Clock.Advance(Period / 2);

        await Hub.Until(() => _calls.Done.Contains("su Route"), "the queue's first turn");
        Assert.Contains("su ReceiveReminder", _calls.Begun);
        Assert.DoesNotContain("su Enqueue", _calls.Begun);
        Assert.Equal(1, (await Hub.Queue().Status()).Waiting);
    }

    [Fact]
    public async Task A_reminder_wakes_an_agent_who_never_comes_back_so_that_the_conversations_go_to_the_queue()
    {
        await Hub.Staff(Member("a"));
        var screen = await Screen("a");
        await Hub.Wait("c");
        await Offered(screen, "c");
        Assert.Equal(OfferAnswer.Assigned, await Hub.Queue().Accept("c", "a", "Agent a"));
        await Hub.Until(async () => (await Reminders()).Contains("agent"), "the agent's reminder");
        await CrashIntoSilence();

        Clock.Advance(Period / 2);
        await Hub.Until(() => _calls.Done.Contains("a ReceiveReminder"), "the agent's reminder after the crash");

        // Read from the log, so that nothing but the agent, who is awake by now, can have woken the conversation.
        await Hub.UntilTimePasses(
            async () => (await Hub.Agent("a").Get()).Conversations.IsEmpty && (await Hub.Log.Summary("c"))!.Row.Owner == SummaryOwner.Queue,
            "the conversation back in the queue");
        Assert.IsType<AgentReleased>((await Hub.Timeline("c")).Last(entry => entry.Event is AgentReleased or AgentAssigned).Event);
    }

    [Fact]
    public async Task A_queue_in_which_nobody_waits_any_more_lets_its_reminder_go()
    {
        await Hub.Staff();
        await Hub.Wait("c");
        await Hub.Until(async () => (await Reminders()).Contains("queue"), "the queue's reminder");
        await Hub.Do(new ResolveConversation(Actor.Hub, "resolve"), "c");
        await Hub.Until(async () => (await Hub.Queue().Status()).Waiting == 0, "nobody waiting");

        Clock.Advance(Period);

        await Hub.Until(async () => (await Reminders()).Count == 0, "no reminder");
    }

    private async Task<List<string>> Reminders() =>
        [.. (await Hub.Service<IReminderTable>().ReadAll(CancellationToken.None)).Select(reminder => reminder.ReminderName)];

    /// <summary>A new hub in which nobody has called a grain, half a period before the reminders are due.</summary>
    private async Task CrashIntoSilence()
    {
        await CrashAndRestart();
        Clock.Advance(Period / 2);
        Assert.Empty(_calls.Begun);
    }

    /// <summary>Every call of a grain, as key and method.</summary>
    private sealed class CallRecorder : IIncomingGrainCallFilter
    {
        public ConcurrentQueue<string> Begun { get; } = new();

        public ConcurrentQueue<string> Done { get; } = new();

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            var call = $"{context.TargetId.Key} {context.MethodName}";
            Begun.Enqueue(call);
            await context.Invoke();
            Done.Enqueue(call);
        }
    }
}
