using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContactHub.Agents;
using ContactHub.Realtime;
using ContactHub.Routing;
using ContactHub.Security;
using ContactHub.Silo;
using Microsoft.AspNetCore.SignalR;

namespace ContactHub.Desk;

/// <summary>
/// Stands between the agent and queue grains and the desk connections of this node: tells the grains which screens are there, renews that every
/// minute, and passes offers, states, queue figures and changes of access on.
/// </summary>
public sealed class AgentFeed(
    IGrainFactory grains, IHubContext<DeskHub> hub, DeskViewers viewers, ClusterChanges changes, TimeProvider clock, ILogger<AgentFeed> logger)
    : BackgroundService, IAgentObserver, IQueueObserver, IDeskNodeObserver
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TimeToLeave = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, string> _agentByConnection = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Screen> _screens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _departments = new(StringComparer.Ordinal);
    private IAgentObserver? _agentReference;
    private IQueueObserver? _queueReference;
    private IDeskNodeObserver? _nodeReference;
    private bool _subscribed;

    /// <summary>A screen is there. <paramref name="abort"/> cuts its connection.</summary>
    public async Task Connect(DeskViewer viewer, string connectionId, Action abort)
    {
        _screens[connectionId] = new Screen(viewer, abort);
        if (!Volatile.Read(ref _subscribed))
        {
            await grains.GetGrain<IDeskNodesGrain>(IDeskNodesGrain.Key).Subscribe(NodeReference);
            Volatile.Write(ref _subscribed, true);
        }

        foreach (var department in await viewers.VisibleDepartments(viewer))
        {
            await hub.Groups.AddToGroupAsync(connectionId, QueueGroup(department));
            _departments.TryAdd(department, true);
            await grains.GetGrain<IQueueGrain>(department).Subscribe(QueueReference);
        }

        await hub.Groups.AddToGroupAsync(connectionId, AgentGroup(viewer.Id));
        if (!DeskAccess.MayAct(viewer)) return;
        _agentByConnection[connectionId] = viewer.Id;
        await grains.GetGrain<IAgentGrain>(viewer.Id).Connect(connectionId, AgentReference);
    }

    public async Task Disconnect(string agentId, string connectionId)
    {
        _screens.TryRemove(connectionId, out _);
        if (_agentByConnection.TryRemove(connectionId, out _)) await grains.GetGrain<IAgentGrain>(agentId).Disconnect(connectionId);
    }

    /// <summary>
    /// What this person may see has changed: the screens on all nodes are told to load anew, and are cut off in case they don't. What they had on
    /// show was chosen by the old rights, so nothing less would make them right.
    /// </summary>
    public async Task AccessChanged(string staffId)
    {
        await OnAccessChanged(staffId);
        await Renew(staffId, () => grains.GetGrain<IDeskNodesGrain>(IDeskNodesGrain.Key).AccessChanged(staffId));
    }

    public async Task OnAccessChanged(string staffId)
    {
        viewers.Forget(staffId);
        var screens = _screens.Where(s => s.Value.Viewer.Id == staffId && s.Value.TryClose()).ToList();
        foreach (var (connectionId, _) in screens) await hub.Clients.Client(connectionId).SendAsync("closing", "accessChanged");
        if (screens.Count == 0) return;
        _ = CutOff(screens.Select(s => s.Value));
    }

    public async Task<DeskState> State(DeskViewer viewer, string connectionId)
    {
        var agent = DeskAccess.MayAct(viewer)
            ? await grains.GetGrain<IAgentGrain>(viewer.Id).Connect(connectionId, AgentReference)
            : new AgentState(viewer.Id, viewer.Name, Presence.Offline, 0, [], clock.GetUtcNow(), viewer.Departments, []);
        var queues = new List<QueueStatus>();
        foreach (var department in await viewers.VisibleDepartments(viewer)) queues.Add(await grains.GetGrain<IQueueGrain>(department).Status());
        var calls = DeskAccess.MayAct(viewer) ? await grains.GetGrain<IAgentGrain>(viewer.Id).Calls() : [];
        return new DeskState(agent, [.. queues], calls);
    }

    public Task OnState(AgentState state) => hub.Clients.Group(AgentGroup(state.AgentId)).SendAsync("agent", state);

    public Task OnOffer(string agentId, ConversationOffer offer) => hub.Clients.Group(AgentGroup(agentId)).SendAsync("offer", offer);

    public Task OnOfferWithdrawn(string agentId, string conversationId, string reason) =>
        hub.Clients.Group(AgentGroup(agentId)).SendAsync("offerWithdrawn", conversationId, reason);

    public Task OnCalls(string agentId, ImmutableArray<AgentCall> calls) => hub.Clients.Group(AgentGroup(agentId)).SendAsync("calls", calls);

    public Task OnStatus(QueueStatus status) => hub.Clients.Group(QueueGroup(status.DepartmentId)).SendAsync("queue", status);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => new RenewalPace(changes, RenewEvery, clock).Keep(RenewAll, stoppingToken);

    private async Task RenewAll()
    {
        if (Volatile.Read(ref _subscribed))
            await Renew(IDeskNodesGrain.Key, () => grains.GetGrain<IDeskNodesGrain>(IDeskNodesGrain.Key).Subscribe(NodeReference));
        foreach (var (connectionId, agentId) in _agentByConnection)
            await Renew(agentId, () => grains.GetGrain<IAgentGrain>(agentId).Connect(connectionId, AgentReference));
        foreach (var department in _departments.Keys)
            await Renew(department, () => grains.GetGrain<IQueueGrain>(department).Subscribe(QueueReference));
        foreach (var screen in _screens.Values) await Renew(screen.Viewer.Id, () => CheckAccess(screen));
    }

    /// <summary>Another node's hint may have been lost.</summary>
    private async Task CheckAccess(Screen screen)
    {
        var then = screen.Viewer;
        var now = await viewers.Now(then);
        // Whoever turns a second factor on is not disturbed; where one was taken away, the sessions that it protected have ended.
        screen.Viewer = then with { TwoFactor = now.TwoFactor };
        if ((then.TwoFactor && !now.TwoFactor)
            || !now.Roles.ToHashSet(StringComparer.Ordinal).SetEquals(then.Roles) || !now.Departments.ToHashSet(StringComparer.Ordinal).SetEquals(then.Departments))
            await OnAccessChanged(then.Id);
    }

    private async Task CutOff(IEnumerable<Screen> screens)
    {
        await Task.Delay(TimeToLeave, clock);
        foreach (var screen in screens) screen.Abort();
    }

    private async Task Renew(string key, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            RealtimeLog.RenewFailed(logger, e, key);
        }
    }

    private IDeskNodeObserver NodeReference => LazyInitializer.EnsureInitialized(ref _nodeReference, () => grains.CreateObjectReference<IDeskNodeObserver>(this));

    private IAgentObserver AgentReference => LazyInitializer.EnsureInitialized(ref _agentReference, () => grains.CreateObjectReference<IAgentObserver>(this));

    private IQueueObserver QueueReference => LazyInitializer.EnsureInitialized(ref _queueReference, () => grains.CreateObjectReference<IQueueObserver>(this));

    private static string AgentGroup(string agentId) => "agent:" + agentId;

    private static string QueueGroup(string departmentId) => "queue:" + departmentId;

    private sealed class Screen(DeskViewer viewer, Action abort)
    {
        private int _closing;

        public DeskViewer Viewer { get; set; } = viewer;

        public Action Abort { get; } = abort;

        /// <summary>True once.</summary>
        public bool TryClose() => Interlocked.Exchange(ref _closing, 1) == 0;
    }
}
