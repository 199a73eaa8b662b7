using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContactHub.Conversations;
using ContactHub.Desk;
using ContactHub.Security;
using ContactHub.Telemetry;
using ContactHub.Visitors;
using Microsoft.AspNetCore.SignalR;

namespace ContactHub.Realtime;

/// <summary>
/// One observer per node stands between the grains and the SignalR groups: it subscribes to a conversation while any local connection shows it,
/// renews that, and passes events and signals on. Step 9 of docs/message-path.md.
/// </summary>
public sealed class ConversationFeed(
    IGrainFactory grains, IHubContext<VisitorHub> visitors, IHubContext<DeskHub> desks, TimeProvider clock, ILogger<ConversationFeed> logger)
    : BackgroundService, IConversationObserver
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, Watch> _watched = new(StringComparer.Ordinal);
    private IConversationObserver? _reference;

    private IConversationObserver Reference =>
        LazyInitializer.EnsureInitialized(ref _reference, () => grains.CreateObjectReference<IConversationObserver>(this));

    /// <summary>A connection begins to show a conversation. Await it before reading the timeline, so that nothing falls between.</summary>
    /// <param name="viewer">Whose screen it is; null for a citizen's.</param>
    public async Task Show(string conversationId, Audience audience, string connectionId, DeskViewer? viewer = null)
    {
        var groups = audience == Audience.Citizen ? visitors.Groups : desks.Groups;
        await groups.AddToGroupAsync(connectionId, conversationId);
        while (!_watched.GetOrAdd(conversationId, static _ => new Watch()).TryAdd(audience, connectionId, viewer))
        {
            // The last connection is just leaving; its watch is about to be gone.
        }

        await grains.GetGrain<IConversationGrain>(conversationId).Subscribe(Reference);
    }

    /// <summary>
    /// A connection no longer shows a conversation. Answers whether it was the last one of its audience here. The subscription is left to lapse:
    /// ending it could overtake the beginning of the next one.
    /// </summary>
    public async Task<bool> Hide(string conversationId, Audience audience, string connectionId)
    {
        if (!_watched.TryGetValue(conversationId, out var watch)) return false;
        var last = watch.Remove(audience, connectionId);
        var groups = audience == Audience.Citizen ? visitors.Groups : desks.Groups;
        await groups.RemoveFromGroupAsync(connectionId, conversationId);
        if (watch.IsClosed) _watched.TryRemove(new KeyValuePair<string, Watch>(conversationId, watch));
        return last;
    }

    public async Task OnEvents(string conversationId, ImmutableArray<TimelineEntry> entries)
    {
        if (!_watched.TryGetValue(conversationId, out var watch)) return;
        using var span = HubTrace.IsOn ? HubTrace.Below("conversation.push", RequestContext.Get(HubTrace.CarrierKey)) : null;
        var staff = watch.Desks > 0 ? WireEntry.ForStaff(entries) : null;
        if (staff is not null) await desks.Clients.Group(conversationId).SendAsync("events", conversationId, staff);
        if (watch.Citizens > 0)
            await visitors.Clients.Group(conversationId).SendAsync("events", conversationId, WireEntry.ForCitizen(entries, staff));
        if (staff is not null) await PartFromThoseWhoMayNoLongerSee(conversationId, watch, entries);
    }

    public async Task OnSignal(string conversationId, ConversationSignal signal)
    {
        if (!_watched.TryGetValue(conversationId, out var watch)) return;
        var wire = WireSignal.From(signal);
        // The citizen's own typing and presence are for the desk only.
        var fromCitizen = signal is PresenceSignal or TypingSignal { By.Kind: ActorKind.Citizen };
        if (watch.Desks > 0) await desks.Clients.Group(conversationId).SendAsync("signal", conversationId, wire);
        if (watch.Citizens > 0 && !fromCitizen) await visitors.Clients.Group(conversationId).SendAsync("signal", conversationId, wire);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(RenewEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var conversationId in _watched.Keys) await Renew(conversationId);
        }
    }

    /// <summary>
    /// A conversation that went to another department or agent is no longer for everybody who shows it. Whoever is left out has seen where it
    /// went, and gets nothing of what follows; the lists say that it is gone.
    /// </summary>
    private async Task PartFromThoseWhoMayNoLongerSee(string conversationId, Watch watch, ImmutableArray<TimelineEntry> entries)
    {
        (string? DepartmentId, string? AgentId)? place = null;
        foreach (var entry in entries)
        {
            if (entry.Event is QueueEntered queued) place = (queued.DepartmentId, null);
            else if (entry.Event is AgentAssigned assigned) place = (assigned.DepartmentId, assigned.AgentId);
        }

        if (place is not var (departmentId, agentId)) return;
        foreach (var connectionId in watch.DesksWhere(viewer => !DeskAccess.MaySee(viewer, departmentId, agentId)))
            await Hide(conversationId, Audience.Staff, connectionId);
    }

    private async Task Renew(string conversationId)
    {
        try
        {
            await grains.GetGrain<IConversationGrain>(conversationId).Subscribe(Reference);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The screens repair what they miss by sequence, and the next round tries again.
            RealtimeLog.RenewFailed(logger, e, conversationId);
        }
    }

    private sealed class Watch
    {
        private readonly HashSet<string> _citizens = new(StringComparer.Ordinal);
        private readonly Dictionary<string, DeskViewer> _desks = new(StringComparer.Ordinal);

        private int _citizenCount;
        private int _deskCount;
        private bool _closed;

        public int Citizens => Volatile.Read(ref _citizenCount);

        public int Desks => Volatile.Read(ref _deskCount);

        /// <summary>Nobody is here any more, and nobody can come: who wants to needs a new watch.</summary>
        public bool IsClosed => Volatile.Read(ref _closed);

        public List<string> DesksWhere(Func<DeskViewer, bool> condition)
        {
            lock (_citizens) return [.. _desks.Where(desk => condition(desk.Value)).Select(desk => desk.Key)];
        }

        public bool TryAdd(Audience audience, string connectionId, DeskViewer? viewer)
        {
            lock (_citizens)
            {
                if (_closed) return false;
                if (audience == Audience.Citizen) _citizens.Add(connectionId);
                else _desks[connectionId] = viewer ?? throw new ArgumentNullException(nameof(viewer));
                (_citizenCount, _deskCount) = (_citizens.Count, _desks.Count);
                return true;
            }
        }

        public bool Remove(Audience audience, string connectionId)
        {
            lock (_citizens)
            {
                var last = audience == Audience.Citizen
                    ? _citizens.Remove(connectionId) && _citizens.Count == 0
                    : _desks.Remove(connectionId) && _desks.Count == 0;
                (_citizenCount, _deskCount) = (_citizens.Count, _desks.Count);
                _closed = _citizenCount + _deskCount == 0;
                return last;
            }
        }
    }
}

/// <summary>Who looks at a conversation through a connection.</summary>
public enum Audience
{
    Citizen,
    Staff,
}
