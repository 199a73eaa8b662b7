using System.Collections.Immutable;
using ContactHub.Routing;

namespace ContactHub.Agents;

/// <summary>
/// The calls of one agent, pure. The exchange tells what a call is to the agent, by versions; after a talk the agent has time to wrap up, which only the desk
/// or time ends. A call of which nothing is heard for long is gone: whoever told of it tells again every half minute as long as it lasts.
/// </summary>
/// <param name="Calls">The calls on show, the oldest first.</param>
/// <param name="Heard">When each call was told of last.</param>
/// <param name="Last">Versions of calls on show and of those that have just gone, so that late news brings none back.</param>
/// <param name="InUse">The exchange says that the phone is in use, whatever for.</param>
public sealed record AgentCalls(
    ImmutableArray<AgentCall> Calls, ImmutableDictionary<string, DateTimeOffset> Heard, ImmutableDictionary<string, long> Last, bool InUse)
{
    /// <summary>How long what came to nothing is shown.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromSeconds(12);

    private const int MostRemembered = 200;

    public static AgentCalls None { get; } = new(
        [], ImmutableDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal), ImmutableDictionary.Create<string, long>(StringComparer.Ordinal), false);

    /// <summary>After a crash: what was being wrapped up, of which no one tells any more.</summary>
    public static AgentCalls Restored(ImmutableArray<AgentCall> wrapUps) =>
        None with { Calls = wrapUps, Last = None.Last.AddRange(wrapUps.Select(call => KeyValuePair.Create(call.CallId, call.Version))) };

    /// <summary>The calls that are over and yet to be written down.</summary>
    public ImmutableArray<AgentCall> WrapUps => [.. Calls.Where(call => call.State == AgentCallState.WrapUp)];

    /// <summary>What the agent does on the telephone.</summary>
    public PhoneUse Use =>
        InUse || Calls.Any(call => call.State is AgentCallState.Talking or AgentCallState.Held or AgentCallState.Dialling or AgentCallState.OwnPhone) ? PhoneUse.Talking
        : Calls.Any(call => call.State == AgentCallState.WrapUp) ? PhoneUse.WrapUp
        : Calls.Any(call => call.State == AgentCallState.Ringing) ? PhoneUse.Ringing
        : PhoneUse.Free;

    /// <summary>The exchange tells of a call.</summary>
    public AgentCalls Changed(AgentCall call, DateTimeOffset now, RoutingOptions options)
    {
        if (Last.GetValueOrDefault(call.CallId, -1) > call.Version) return this;
        var known = Calls.FirstOrDefault(one => one.CallId == call.CallId);
        var last = (Last.Count < MostRemembered ? Last : Last.RemoveRange(Last.Keys.Where(id => Calls.All(one => one.CallId != id)))).SetItem(call.CallId, call.Version);
        var next = this with { Last = last, Heard = Heard.SetItem(call.CallId, now) };
        if (call.State == AgentCallState.Gone) return next.Gone(known, call, now, options);
        if (call.State is AgentCallState.Unreached or AgentCallState.NotPickedUp) return known is null ? next.Forget(call.CallId) : next.With(call with { ChangedAt = now, Until = now + Shown });
        return next.With(call with { ChangedAt = known?.State == call.State ? known.ChangedAt : call.ChangedAt });
    }

    /// <summary>The exchange says whether the phone is in use.</summary>
    public AgentCalls Used(bool inUse) => this with { InUse = inUse };

    /// <summary>More time to wrap up; nothing when the call is not being wrapped up.</summary>
    public AgentCalls Extend(string callId, DateTimeOffset now, RoutingOptions options) =>
        Calls.FirstOrDefault(one => one.CallId == callId) is { State: AgentCallState.WrapUp } call
            ? With(call with { Until = Later(call.Until, now) + options.WrapUpMore })
            : this;

    /// <summary>Done with wrapping up, or seen what came to nothing.</summary>
    public AgentCalls Finish(string callId) =>
        Calls.FirstOrDefault(one => one.CallId == callId) is { Until: not null } ? Forget(callId) : this;

    /// <summary>Done with everything that only waits for the agent.</summary>
    public AgentCalls FinishAll() => Calls.Where(call => call.Until is not null).Aggregate(this, (calls, call) => calls.Forget(call.CallId));

    /// <summary>What time alone has ended.</summary>
    public AgentCalls Lapsed(DateTimeOffset now, RoutingOptions options) => Calls
        .Where(call => call.Until is { } until ? until <= now : Heard.GetValueOrDefault(call.CallId) + options.ConnectionLapse <= now)
        .Aggregate(this, (calls, call) => calls.Forget(call.CallId));

    /// <summary>When time alone ends something next; null when it will not.</summary>
    public DateTimeOffset? NextChange(RoutingOptions options) => Calls
        .Select(call => call.Until ?? Heard.GetValueOrDefault(call.CallId) + options.ConnectionLapse)
        .Select(at => (DateTimeOffset?)at).Min();

    private AgentCalls Gone(AgentCall? known, AgentCall call, DateTimeOffset now, RoutingOptions options)
    {
        if (known is null) return this with { Heard = Heard.Remove(call.CallId) };
        if (known.State == AgentCallState.WrapUp) return this;
        if (known.State is AgentCallState.Unreached or AgentCallState.NotPickedUp) return this;
        return known.State is AgentCallState.Talking or AgentCallState.Held && options.WrapUp > TimeSpan.Zero
            ? With(call with { State = AgentCallState.WrapUp, ChangedAt = now, Until = now + options.WrapUp })
            : Forget(call.CallId);
    }

    private AgentCalls With(AgentCall call)
    {
        var at = Calls.ToList().FindIndex(one => one.CallId == call.CallId);
        return this with { Calls = at < 0 ? Calls.Add(call) : Calls.SetItem(at, call) };
    }

    private AgentCalls Forget(string callId) => this with { Calls = Calls.RemoveAll(call => call.CallId == callId), Heard = Heard.Remove(callId) };

    private static DateTimeOffset Later(DateTimeOffset? a, DateTimeOffset b) => a is { } value && value > b ? value : b;
}
