using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContactHub.Conversations;
using ContactHub.Desk;
using ContactHub.Security;
using ContactHub.Silo;
using ContactHub.Telemetry;
using ContactHub.Visitors;
using Microsoft.AspNetCore.SignalR;

namespace ContactHub.Realtime;

/// <summary>
/// One observer per node stands between the grains and the SignalR groups: it subscribes to a conversation while any local connection shows it,
/// renews that, and passes events and signals on. What was not pushed, because the grain moved to another silo without its observers, is fetched
/// at the renewal. Step 9 of docs/message-path.md.
/// </summary>
public sealed class ConversationFeed(
    IGrainFactory grains, ConversationCalls conversations, IHubContext<VisitorHub> visitors, IHubContext<DeskHub> desks, ClusterChanges changes, TimeProvider clock,
    ILogger<ConversationFeed> logger)
    : BackgroundService, IConversationObserver
{
    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, ConversationWatch> _watched = new(StringComparer.Ordinal);
    private IConversationObserver? _reference;

    private IConversationObserver Reference =>
        LazyInitializer.EnsureInitialized(ref _reference, () => grains.CreateObjectReference<IConversationObserver>(this));

    /// <summary>A connection begins to show a conversation. Await it before reading the timeline, so that nothing falls between.</summary>
    /// <param name="viewer">Whose screen it is; null for a citizen's.</param>
    /// <param name="view">What a citizen may see of it.</param>
    public async Task Show(string conversationId, Audience audience, string connectionId, DeskViewer? viewer = null, CitizenView view = default)
    {
        var groups = audience == Audience.Citizen ? visitors.Groups : desks.Groups;
        if (!view.IsGuest) await groups.AddToGroupAsync(connectionId, conversationId);
        while (!_watched.GetOrAdd(conversationId, static _ => new ConversationWatch()).TryAdd(audience, connectionId, viewer, view))
        {
            // The last connection is just leaving; its watch is about to be gone.
        }

        await conversations.To(conversationId).Subscribe(Reference);
    }

    /// <summary>A connection was given the timeline up to a sequence after <see cref="Show"/>; the first one here tells where pushes begin.</summary>
    public void Given(string conversationId, long lastSeq)
    {
        if (_watched.TryGetValue(conversationId, out var watch)) watch.Begin(lastSeq);
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
        if (watch.IsClosed) _watched.TryRemove(new KeyValuePair<string, ConversationWatch>(conversationId, watch));
        return last;
    }

    public async Task OnEvents(string conversationId, ImmutableArray<TimelineEntry> entries)
    {
        if (!_watched.TryGetValue(conversationId, out var watch)) return;
        watch.Advance(entries[^1].Seq);
        using var span = HubTrace.IsOn ? HubTrace.Below("conversation.push", RequestContext.Get(HubTrace.CarrierKey)) : null;
        var staff = watch.Desks > 0 ? WireEntry.ForStaff(entries) : null;
        if (staff is not null) await desks.Clients.Group(conversationId).SendAsync("events", conversationId, staff);
        if (watch.Citizens > 0)
            await visitors.Clients.Group(conversationId).SendAsync("events", conversationId, WireEntry.ForCitizen(entries, default, staff));
        if (watch.Guests > 0) await PushToGuests(conversationId, watch, entries);
        if (watch.Citizens > 0 && IsMergedAway(entries)) await visitors.Clients.Group(conversationId).SendAsync("moved", conversationId);
        if (staff is not null) await PartFromThoseWhoMayNoLongerSee(conversationId, watch, entries);
    }

    public async Task OnSignal(string conversationId, ConversationSignal signal)
    {
        if (signal is StreamOpenedSignal || !_watched.TryGetValue(conversationId, out var watch)) return;
        var wire = WireSignal.From(signal);
        // The citizen's own typing and presence are for the desk only.
        var fromCitizen = signal is PresenceSignal or TypingSignal { By.Kind: ActorKind.Citizen };
        if (watch.Desks > 0) await desks.Clients.Group(conversationId).SendAsync("signal", conversationId, wire);
        if (watch.Citizens > 0 && !fromCitizen) await visitors.Clients.Group(conversationId).SendAsync("signal", conversationId, wire);
        if (watch.Guests > 0 && !fromCitizen)
            await visitors.Clients.Clients([.. watch.GuestViews().SelectMany(guests => guests)]).SendAsync("signal", conversationId, wire);
        // Gone from another node only: the citizen's last page there closed, or a lost connection was noticed late.
        if (watch.Citizens > 0 && signal is PresenceSignal { Online: false } gone) await conversations.To(conversationId).Signal(gone with { Online = true });
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new RenewalPace(changes, RenewEvery, clock).KeepAll(() => _watched, watched => Renew(watched.Key, watched.Value), stoppingToken);

    /// <summary>Whether a guest still is one, the conversation says; a push that was lost may have been the one that ended it.</summary>
    private async Task PushToGuests(string conversationId, ConversationWatch watch, ImmutableArray<TimelineEntry> entries)
    {
        var page = await grains.GetGrain<IConversationGrain>(conversationId).Join(entries[^1].Seq);
        foreach (var guests in watch.GuestViews())
        {
            var clients = visitors.Clients.Clients([.. guests]);
            if (guests.Key.IsAllowed(page)) await clients.SendAsync("events", conversationId, WireEntry.ForCitizen(entries, guests.Key));
            else await clients.SendAsync("moved", conversationId);
        }
    }

    private static bool IsMergedAway(ImmutableArray<TimelineEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Event is ConversationsMerged { Role: MergeRole.Source }) return true;
        }

        return false;
    }

    /// <summary>
    /// A conversation that went to another department or agent is no longer for everybody who shows it. Whoever is left out has seen where it
    /// went, and gets nothing of what follows; the lists say that it is gone.
    /// </summary>
    private async Task PartFromThoseWhoMayNoLongerSee(string conversationId, ConversationWatch watch, ImmutableArray<TimelineEntry> entries)
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

    private async Task Renew(string conversationId, ConversationWatch watch)
    {
        try
        {
            var grain = conversations.To(conversationId);
            await grain.Subscribe(Reference);
            if (watch.LastSeq is not { } lastSeq) return;
            var page = await grain.Join(lastSeq);
            if (!page.Entries.IsEmpty) await OnEvents(conversationId, page.Entries);
            // A grain that moved doesn't know who is there.
            if (watch.Citizens > 0 && page is { CitizenOnline: false, Summary: { } summary })
                await grain.Signal(new PresenceSignal(new Actor(ActorKind.Citizen, summary.CitizenId, summary.CitizenName), true));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The screens repair what they miss by sequence, and the next round tries again.
            RealtimeLog.RenewFailed(logger, e, conversationId);
        }
    }
}

/// <summary>Who looks at a conversation through a connection.</summary>
public enum Audience
{
    Citizen,
    Staff,
}
