using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContactHub.Agents;
using ContactHub.Departments;
using ContactHub.Security;

namespace ContactHub.Phone;

/// <summary>
/// Keeps agents' presence at the desk and their pauses at the exchange together, on the node that watches the Asterisk. It looks at both sides whenever one
/// of them may have changed, at most every half second, so that a phone that flaps is looked at once it rests; and every half minute anyway.
/// </summary>
public sealed class PhonePresence(
    IGrainFactory grains, StaffStore staff, AmiConnection connection, TimeProvider clock, ILogger<PhonePresence> logger) : IAgentObserver
{
    /// <summary>The least time between two looks.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    /// <summary>How often both sides are compared whatever was told; agents are watched anew then too.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, AgentState> _agents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableDictionary<string, PresenceSync>> _syncs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _inUse = new(StringComparer.Ordinal);
    private volatile bool _isStale;
    private IAgentObserver? _reference;
    private volatile ImmutableDictionary<string, ImmutableArray<PhoneMember>>? _phones;

    /// <summary>The exchange's queues have these phones now.</summary>
    public void Have(ImmutableDictionary<string, ImmutableArray<PhoneMember>> phones)
    {
        _phones = phones;
        _isStale = true;
    }

    /// <summary>Keeps the two together until the token says so.</summary>
    public async Task Run(CancellationToken ct)
    {
        try
        {
            for (var due = clock.GetUtcNow(); ; await Task.Delay(Rest, clock, ct))
            {
                if (clock.GetUtcNow() >= due)
                {
                    await Attempt(WatchAll, ct);
                    (due, _isStale) = (clock.GetUtcNow() + Every, true);
                }

                if (!_isStale || _phones is not { } phones || !connection.IsReady) continue;
                _isStale = false;
                await Attempt(token => CompareAll(phones, token), ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Another node watches, or the hub stops.
        }
    }

    public Task OnState(AgentState state)
    {
        _agents.AddOrUpdate(state.AgentId, state, (_, known) => known.Version > state.Version ? known : state);
        _isStale = true;
        return Task.CompletedTask;
    }

    public Task OnOffer(string agentId, ConversationOffer offer) => Task.CompletedTask;

    public Task OnOfferWithdrawn(string agentId, string conversationId, string reason) => Task.CompletedTask;

    public Task OnCalls(string agentId, ImmutableArray<AgentCall> calls) => Task.CompletedTask;

    private async Task WatchAll(CancellationToken ct)
    {
        var reference = LazyInitializer.EnsureInitialized(ref _reference, () => grains.CreateObjectReference<IAgentObserver>(this));
        // Told again each time: the grain of an agent may have begun anew.
        _inUse.Clear();
        foreach (var member in (await staff.Agents(ct: ct)).Where(member => member is { Active: true, Extension: not null }))
            await OnState(await grains.GetGrain<IAgentGrain>(member.Id).Watch(reference));
    }

    private async Task CompareAll(ImmutableDictionary<string, ImmutableArray<PhoneMember>> phones, CancellationToken ct)
    {
        foreach (var member in (await staff.Agents(ct: ct)).Where(member => member is { Active: true, Extension: not null }))
        {
            if (!_agents.TryGetValue(member.Id, out var agent)) continue;
            // One that the exchange refuses keeps no other from being compared.
            await Attempt(token => Compare(agent, member.Extension!, phones.GetValueOrDefault(member.Extension!, []), token), ct);
        }
    }

    private async Task Compare(AgentState agent, string extension, ImmutableArray<PhoneMember> phones, CancellationToken ct)
    {
        var grain = grains.GetGrain<IAgentGrain>(agent.AgentId);
        var inUse = phones.Any(phone => phone.InUse);
        if (!_inUse.TryGetValue(extension, out var told) || told != inUse)
        {
            await grain.PhoneInUse(inUse);
            _inUse[extension] = inUse;
        }

        // One that is in no queue any more is met anew when it comes back.
        var known = _syncs.GetValueOrDefault(extension, ImmutableDictionary<string, PresenceSync>.Empty);
        var looks = phones.Select(phone => (phone.Interface, Decided: known.GetValueOrDefault(phone.Interface, new PresenceSync()).Decide(PresenceSync.Wanted(agent), phone))).ToList();
        _syncs[extension] = looks.ToImmutableDictionary(look => look.Interface, look => look.Decided.Next, StringComparer.Ordinal);
        // What was done at one of the agent's phones goes to the desk, which the others follow at the next look.
        var step = looks.Select(look => look.Decided.Step).FirstOrDefault(step => step is SyncStep.DeskAway or SyncStep.DeskAvailable);
        if (step != SyncStep.None)
        {
            await OnState(await grain.SetPresence(step == SyncStep.DeskAway ? Presence.Away : Presence.Available));
            return;
        }

        foreach (var (member, (_, change)) in looks.Where(look => look.Decided.Step != SyncStep.None))
            await connection.QueuePause(member, change == SyncStep.Pause, change == SyncStep.Pause ? PresenceSync.ReasonOf(agent) : "", ct);
    }

    private async Task Attempt(Func<CancellationToken, Task> action, CancellationToken ct)
    {
        try
        {
            await action(ct);
        }
        catch (Exception e) when (e is AmiException || StorageFaults.IsPassing(e))
        {
            // Compared again with the next change, and in half a minute anyway.
            PhoneLog.NotCompared(logger, e);
        }
    }
}
