using System.Collections.Immutable;
using ContactHub.Agents;
using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.Storage;
using Microsoft.Extensions.Logging;

namespace ContactHub.Routing;

/// <summary>
/// The queue of a department: carries out what <see cref="RoutingDecisions"/> and <see cref="Offering"/> decide. Hints only change the state
/// and ask for a turn of <see cref="IQueueWork.Route"/>, so that a conversation or an agent that gives one is never called back inside it.
/// </summary>
public sealed partial class QueueGrain(IEventLog log, StaffStore staff, RoutingOptions options, TimeProvider clock, ILogger<QueueGrain> logger)
    : Grain, IQueueGrain, IQueueWork, IRemindable
{
    private const string Reminder = "queue";
    private const int Page = 1000;
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SubscriptionLife = TimeSpan.FromMinutes(5);

    private readonly ObserverManager<IQueueObserver> observers = new(SubscriptionLife, logger);
    private readonly Queue<RoutingEffect> effects = new();
    private QueueState state = QueueState.Empty;
    private ImmutableDictionary<string, QueueSignal> signalled = ImmutableDictionary.Create<string, QueueSignal>(StringComparer.Ordinal);
    private IGrainTimer due = null!;
    private PacedPush signals = null!;
    private PacedPush statuses = null!;
    private bool asked;
    private bool reminded;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Orleans holds a lock of the starting grain until it first waits: two that call each other before that would stand still for ever.
        await Task.Yield();
        due = this.RegisterGrainTimer(Route, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        signals = new PacedPush(this, SendSignals, options.SignalInterval, clock);
        statuses = new PacedPush(this, SendStatus, options.StatusInterval, clock);
        await Reconcile(cancellationToken);
        this.RegisterGrainTimer(Reconcile, new GrainTimerCreationOptions(options.ReconcileInterval, options.ReconcileInterval) { KeepAlive = true });
    }

    public Task Enqueue(QueuedConversation conversation)
    {
        state = RoutingDecisions.Enqueue(state, conversation);
        return Ask();
    }

    public Task Remove(string conversationId) => Apply(RoutingDecisions.Remove(state, conversationId));

    public Task AgentChanged(AgentState agent) => Apply(RoutingDecisions.AgentChanged(state, agent, Id));

    public Task Decline(string conversationId, string agentId) => Apply(RoutingDecisions.Decline(state, conversationId, agentId, clock.GetUtcNow()));

    public async Task<OfferAnswer> Accept(string conversationId, string agentId, string agentName)
    {
        if (!state.Offers.TryGetValue(conversationId, out var offer) || !string.Equals(offer.AgentId, agentId, StringComparison.Ordinal)) return OfferAnswer.Gone;
        try
        {
            // A retry of this offer makes the same command id, so it gets the first receipt.
            var take = new TakeConversation(new Actor(ActorKind.Agent, agentId, agentName), $"offer:{offer.Until.UtcTicks:x}:{agentId}", "accepted");
            var result = await GrainFactory.GetGrain<IConversationGrain>(conversationId).Execute(take);
            if (result.Error == CommandError.Unavailable) return OfferAnswer.Unavailable;
            if (!result.Succeeded)
            {
                await Apply(RoutingDecisions.Remove(state, conversationId));
                return OfferAnswer.Gone;
            }
        }
        catch (TimeoutException e)
        {
            ConversationTimedOut(e, Id, conversationId);
            return OfferAnswer.Unavailable;
        }

        await Apply(RoutingDecisions.Accepted(state, conversationId, agentId, clock.GetUtcNow(), options));
        var agent = GrainFactory.GetGrain<IAgentGrain>(agentId);
        await Try(agentId, async () =>
        {
            // Told here and asked back, so that no older news of the agent can make room that is not there.
            await agent.Assigned(conversationId);
            await Apply(RoutingDecisions.AgentChanged(state, await agent.Get(), Id));
        });
        return OfferAnswer.Assigned;
    }

    public Task<QueueStatus> Status()
    {
        var now = clock.GetUtcNow();
        return Task.FromResult(new QueueStatus(
            Id, state.Waiting.Count, state.Waiting.IsEmpty ? null : state.Waiting.Values.Min(conversation => conversation.QueuedAt),
            WaitEstimate.Seconds(state, state.Waiting.Count + 1, now, options), [.. state.Agents.Values.OrderBy(agent => agent.AgentId, StringComparer.Ordinal)]));
    }

    public Task Subscribe(IQueueObserver observer)
    {
        observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    /// <summary>Being awake is all it takes: activation rebuilds the queue. Called for nothing when nothing waits any more.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (!state.Waiting.IsEmpty || await this.GetReminder(reminderName) is not { } reminder) return;
        await this.UnregisterReminder(reminder);
        reminded = false;
    }

    /// <inheritdoc/>
    public async Task Route()
    {
        asked = false;
        Take(RoutingDecisions.Expire(state, clock.GetUtcNow(), options));
        do
        {
            Take(Offering.Route(state, Id, clock.GetUtcNow(), options));
        }
        while (await PerformAll());

        var now = clock.GetUtcNow();
        var next = Offering.NextDue(state, now, options);
        due.Change(next is { } at ? TimeSpan.FromTicks(Math.Max(0, (at - now).Ticks)) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        signals.Want();
        statuses.Want();
        await EnsureReminder();
    }

    /// <summary>Performs every effect; true when an offer could not be shown, so that another agent has to be found.</summary>
    private async Task<bool> PerformAll()
    {
        var again = false;
        while (effects.TryDequeue(out var effect))
        {
            var agent = GrainFactory.GetGrain<IAgentGrain>(effect.AgentId);
            switch (effect)
            {
                case MakeOffer made:
                    var shown = false;
                    await Try(effect.AgentId, async () => shown = await agent.Offer(made.Offer));
                    if (shown)
                    {
                        RoutingMetrics.Shown(Id);
                        continue;
                    }

                    state = RoutingDecisions.NotShown(state, made.Offer.ConversationId, effect.AgentId);
                    again = true;
                    break;
                case WithdrawOffer withdrawn:
                    RoutingMetrics.Withdrawn(Id, withdrawn.Reason);
                    await Try(effect.AgentId, () => agent.Withdraw(withdrawn.ConversationId, withdrawn.Reason));
                    break;
                case SetAway:
                    await Try(effect.AgentId, () => agent.SetPresence(Presence.Away));
                    break;
            }
        }

        return again;
    }

    private async Task Reconcile(CancellationToken cancellationToken)
    {
        var members = await staff.Agents(Id, cancellationToken);
        foreach (var gone in state.Agents.Values.ExceptBy(members.Select(member => member.Id), agent => agent.AgentId, StringComparer.Ordinal))
            Take(RoutingDecisions.AgentChanged(state, gone with { Departments = [] }, Id));
        await Task.WhenAll(members.Select(member => Try(member.Id, async () =>
            Take(RoutingDecisions.AgentChanged(state, await GrainFactory.GetGrain<IAgentGrain>(member.Id).Get(), Id)))));
        Take(RoutingDecisions.Reconcile(state, await ReadWaiting(cancellationToken)));
        await Ask();
    }

    private async Task<List<QueuedConversation>> ReadWaiting(CancellationToken ct)
    {
        var query = new SummaryQuery(Owner: SummaryOwner.Queue, DepartmentId: Id, Limit: Page);
        var page = await log.Summaries(query, ct);
        var waiting = page.Select(Read).ToDictionary(conversation => conversation.ConversationId, StringComparer.Ordinal);
        if (page.Count < Page) return [.. waiting.Values];
        while (page.Count == Page)
        {
            page = await log.Summaries(query with { BeforePosition = page[^1].LastPosition }, ct);
            foreach (var summary in page) waiting[summary.Row.ConversationId] = Read(summary);
        }

        // What gets an event between two pages moves to the front of the list and is in neither, so who seems gone is looked at again.
        foreach (var id in state.Waiting.Keys.Where(id => !waiting.ContainsKey(id)))
        {
            if (await log.Summary(id, ct) is { Row.Owner: SummaryOwner.Queue } summary && summary.Row.DepartmentId == Id) waiting[id] = Read(summary);
        }

        return [.. waiting.Values];
    }

    private static QueuedConversation Read(StoredSummary stored)
    {
        var summary = SummaryCodec.Read(stored);
        return new QueuedConversation(summary.Id, summary.QueuedAt ?? summary.LastAt, summary.Priority, summary.Language, summary.PreferredAgentId);
    }

    private void Take(RoutingStep step)
    {
        state = step.State;
        foreach (var effect in step.Effects) effects.Enqueue(effect);
    }

    private Task Apply(RoutingStep step)
    {
        Take(step);
        return Ask();
    }

    private Task Ask()
    {
        if (asked) return Task.CompletedTask;
        asked = true;
        return GrainFactory.GetGrain<IQueueWork>(Id).Route();
    }

    private async Task EnsureReminder()
    {
        if (reminded || state.Waiting.IsEmpty) return;
        await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
        reminded = true;
    }

    /// <summary>Calls an agent; one that fails must not hold up the others.</summary>
    private async Task Try(string agentId, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            AgentFailed(e, Id, agentId);
        }
    }

    private async Task SendSignals()
    {
        var (changed, told) = QueueSignals.Changes(state, signalled, clock.GetUtcNow(), options);
        signalled = told;
        foreach (var (conversationId, signal) in changed) await GrainFactory.GetGrain<IConversationGrain>(conversationId).Signal(signal);
    }

    private async Task SendStatus()
    {
        var status = await Status();
        await observers.Notify(observer => observer.OnStatus(status));
    }

    [LoggerMessage(EventId = 4001, Level = LogLevel.Warning, Message = "Queue {DepartmentId} got no good answer from agent {AgentId}")]
    private partial void AgentFailed(Exception exception, string departmentId, string agentId);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, Message = "Queue {DepartmentId} got no answer from conversation {ConversationId} to an accepted offer; the agent may try again")]
    private partial void ConversationTimedOut(Exception exception, string departmentId, string conversationId);
}
