using System.Collections.Immutable;
using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.Routing;
using ContactHub.Storage;
using Microsoft.Extensions.Logging;

namespace ContactHub.Agents;

/// <summary>
/// An agent at work. Queues call it and wait; it tells queues without waiting, so that the two never wait for each other. It waits for
/// conversations only when it returns them, and those never wait for it.
/// </summary>
public sealed partial class AgentGrain(IEventLog log, StaffStore staff, WrapUpStore wrapUps, RoutingOptions options, TimeProvider clock, ILogger<AgentGrain> logger)
    : Grain, IAgentGrain, IRemindable
{
    private const string Reminder = "agent";
    private const int MaxConversations = 1000;
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryReturn = TimeSpan.FromSeconds(15);

    private readonly ObserverManager<IAgentObserver> observers = new(options.ConnectionLapse, logger);
    private readonly Dictionary<string, IAgentObserver> screens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConversationOffer> offers = new(StringComparer.Ordinal);
    private ImmutableArray<string> conversations = [];
    private AgentCalls calls = AgentCalls.None;
    private Attendance attendance = Attendance.Absent(clock.GetUtcNow());
    private StaffMember? account;
    private DateTimeOffset idleSince = clock.GetUtcNow();
    private AgentState told = null!;
    private IGrainTimer timer = null!;
    private DateTimeOffset? retryAt;
    private bool reminded;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Orleans holds a lock of the starting grain until it first waits: two that call each other before that would stand still for ever.
        await Task.Yield();
        account = await staff.Agent(Id, cancellationToken);
        conversations = await Owned(cancellationToken);
        calls = AgentCalls.Restored(await wrapUps.Lasting(Id, cancellationToken));

        // Versions go on growing over activations, because time does.
        told = State(clock.GetUtcNow().UtcTicks);
        timer = this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        Arm();
        await EnsureReminder();
    }

    public async Task<AgentState> Connect(string connectionId, IAgentObserver observer)
    {
        var isNew = screens.TryAdd(connectionId, observer);
        screens[connectionId] = observer;
        observers.Subscribe(observer, observer);
        attendance = attendance.Connected(connectionId, clock.GetUtcNow(), options);
        var state = await Tell();
        if (!isNew) return state;
        foreach (var offer in offers.Values.Where(offer => offer.Until > clock.GetUtcNow())) await observer.OnOffer(Id, offer);
        if (!calls.Calls.IsEmpty) await observer.OnCalls(Id, calls.Calls);
        return state;
    }

    public async Task Disconnect(string connectionId)
    {
        attendance = attendance.Disconnected(connectionId, clock.GetUtcNow());
        Forget(connectionId);
        await Tell();
    }

    public Task<AgentState> SetPresence(Presence presence)
    {
        attendance = attendance.Choose(presence);
        // Whoever takes the next conversation has wrapped up the last call.
        return presence == Presence.Available ? Have(calls.FinishAll()) : Tell();
    }

    public Task CallChanged(AgentCall call) => Have(calls.Changed(call, clock.GetUtcNow(), options));

    public Task PhoneInUse(bool inUse) => Have(calls.Used(inUse));

    public Task ExtendWrapUp(string callId) => Have(calls.Extend(callId, clock.GetUtcNow(), options));

    public Task FinishCall(string callId) => Have(calls.Finish(callId));

    public Task<ImmutableArray<AgentCall>> Calls() => Task.FromResult(calls.Calls);

    public Task<AgentState> Watch(IAgentObserver observer)
    {
        observers.Subscribe(observer, observer);
        return Task.FromResult(told);
    }

    public async Task Assigned(string conversationId)
    {
        // Before the queue hears of it; whoever took what was on offer is no longer asked.
        await Withdraw(conversationId, "taken");
        if (conversations.Contains(conversationId, StringComparer.Ordinal)) return;
        var now = clock.GetUtcNow();
        conversations = conversations.Add(conversationId);
        attendance = attendance.Assigned(now, options);
        idleSince = now;
        await Tell();
        await EnsureReminder();
    }

    public async Task Released(string conversationId)
    {
        if (!conversations.Contains(conversationId, StringComparer.Ordinal)) return;
        conversations = conversations.Remove(conversationId, StringComparer.Ordinal);
        idleSince = clock.GetUtcNow();
        await Tell();
    }

    public async Task<bool> Offer(ConversationOffer offer)
    {
        var now = clock.GetUtcNow();
        foreach (var stale in offers.Values.Where(known => known.Until + options.OfferTimeout < now).ToArray()) offers.Remove(stale.ConversationId);
        if (screens.Count == 0 || PresenceAt(now) != Presence.Available || HasNoRoomFor(offer.ConversationId)) return false;
        offers[offer.ConversationId] = offer;
        await observers.Notify(observer => observer.OnOffer(Id, offer));
        return true;
    }

    public async Task Withdraw(string conversationId, string reason)
    {
        if (!offers.Remove(conversationId)) return;
        await observers.Notify(observer => observer.OnOfferWithdrawn(Id, conversationId, reason));
    }

    public async Task Refresh()
    {
        account = await staff.Agent(Id);
        await Tell();
    }

    public Task<AgentState> Get() => Task.FromResult(told);

    /// <summary>Wakes an agent who owns conversations but whose grain a crash has ended, and repairs what lost hints left wrong.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        conversations = await Owned(CancellationToken.None);
        await Tell();
        if (conversations.IsEmpty && await this.GetReminder(reminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
            reminded = false;
        }
    }

    private async Task Tick(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        attendance = attendance.Lapsed(now, options);
        await Have(calls.Lapsed(now, options));
        foreach (var connectionId in screens.Keys.Except(attendance.Screens.Keys).ToArray()) Forget(connectionId);
        await Tell();
        if (attendance.ReturnDue(now, options, !conversations.IsEmpty, retryAt) is not { } due || due > now) return;
        // Before the attempt, which may end in whatever way.
        retryAt = now + RetryReturn;
        Arm();
        await ReturnConversations();
        if (conversations.IsEmpty) retryAt = null;
        await Tell();
    }

    private async Task ReturnConversations()
    {
        // The same absence always makes the same command id, so a retry after a time-out releases nothing twice.
        var commandId = $"offline:{attendance.GoneSince!.Value.UtcTicks:x}";
        foreach (var id in conversations)
        {
            try
            {
                var result = await GrainFactory.GetGrain<IConversationGrain>(id).Execute(new ReleaseConversation(Actor.Hub, commandId, Id, "offline"));
                if (result.Error == CommandError.Unavailable) return;
                ConversationReturned(Id, id, result.Error);
                conversations = conversations.Remove(id, StringComparer.Ordinal);
            }
            catch (TimeoutException e)
            {
                ReturnTimedOut(e, Id, id);
                return;
            }
        }
    }

    private async Task<ImmutableArray<string>> Owned(CancellationToken ct)
    {
        var owned = await log.Summaries(new SummaryQuery(Owner: SummaryOwner.Agent, AgentId: Id, Limit: MaxConversations), ct);
        return [.. owned.Select(summary => summary.Row.ConversationId)];
    }

    private bool HasNoRoomFor(string conversationId) =>
        conversations.Contains(conversationId, StringComparer.Ordinal)
        || conversations.Length + offers.Count - (offers.ContainsKey(conversationId) ? 1 : 0) >= told.Capacity;

    private void Forget(string connectionId)
    {
        if (screens.Remove(connectionId, out var observer) && !screens.ContainsValue(observer)) observers.Unsubscribe(observer);
    }

    private Presence PresenceAt(DateTimeOffset now)
    {
        var presence = attendance.PresenceAt(now, options);
        return presence == Presence.Available && calls.Use is PhoneUse.Talking or PhoneUse.WrapUp ? Presence.Busy : presence;
    }

    /// <summary>Shows the calls as they are now.</summary>
    private async Task<AgentState> Have(AgentCalls next)
    {
        var before = calls;
        calls = next;
        if (!before.WrapUps.SequenceEqual(next.WrapUps)) await Keep(next.WrapUps);
        if (!before.Calls.SequenceEqual(next.Calls)) await observers.Notify(observer => observer.OnCalls(Id, next.Calls));
        return await Tell();
    }

    private async Task Keep(ImmutableArray<AgentCall> calls)
    {
        try
        {
            await wrapUps.Keep(Id, calls);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It goes on all the same; only a crash before its end would end it early.
            WrapUpNotKept(e, Id);
        }
    }

    private AgentState State(long version)
    {
        var works = account is { Active: true };
        return new AgentState(
            Id, account?.Name ?? Id, PresenceAt(clock.GetUtcNow()), works ? account!.Capacity : 0,
            conversations, idleSince, works ? account!.Departments : [], account?.Languages ?? [], version, calls.Use,
            attendance.PresenceAt(clock.GetUtcNow(), options));
    }

    /// <summary>Tells screens and queues when something changed.</summary>
    private async Task<AgentState> Tell()
    {
        Arm();
        var before = told;
        if (Same(before, State(before.Version))) return before;
        var state = told = State(before.Version + 1);
        foreach (var departmentId in before.Departments.Union(state.Departments, StringComparer.Ordinal)) _ = TellQueue(departmentId, state);
        await observers.Notify(observer => observer.OnState(state));
        return state;
    }

    private async Task TellQueue(string departmentId, AgentState state)
    {
        try
        {
            await GrainFactory.GetGrain<IQueueGrain>(departmentId).AgentChanged(state);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A hint: the queue asks every agent again when it reconciles.
            HintFailed(e, Id, departmentId);
        }
    }

    private void Arm()
    {
        var now = clock.GetUtcNow();
        var changes = new[] { attendance.NextChange(now, options), calls.NextChange(options), attendance.ReturnDue(now, options, !conversations.IsEmpty, retryAt) };
        var due = changes.Min() is { } next ? Max(next - now, TimeSpan.Zero) : Timeout.InfiniteTimeSpan;
        timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private async Task EnsureReminder()
    {
        if (reminded || conversations.IsEmpty) return;
        await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
        reminded = true;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static bool Same(AgentState a, AgentState b) =>
        a with { Conversations = [], Departments = [], Languages = [] } == b with { Conversations = [], Departments = [], Languages = [] }
        && a.Conversations.SequenceEqual(b.Conversations, StringComparer.Ordinal)
        && a.Departments.SequenceEqual(b.Departments, StringComparer.Ordinal)
        && a.Languages.SequenceEqual(b.Languages, StringComparer.Ordinal);

    [LoggerMessage(EventId = 4201, Level = LogLevel.Information, Message = "Agent {AgentId} is gone, conversation {ConversationId} goes back to the queue ({Error})")]
    private partial void ConversationReturned(string agentId, string conversationId, CommandError error);

    [LoggerMessage(EventId = 4202, Level = LogLevel.Warning, Message = "Agent {AgentId} is gone, but conversation {ConversationId} did not answer; it is tried again")]
    private partial void ReturnTimedOut(Exception exception, string agentId, string conversationId);

    [LoggerMessage(EventId = 4203, Level = LogLevel.Warning, Message = "Agent {AgentId} could not tell queue {DepartmentId} of a change")]
    private partial void HintFailed(Exception exception, string agentId, string departmentId);

    [LoggerMessage(EventId = 4204, Level = LogLevel.Warning, Message = "What agent {AgentId} has yet to write down of calls could not be kept for a restart")]
    private partial void WrapUpNotKept(Exception exception, string agentId);
}
