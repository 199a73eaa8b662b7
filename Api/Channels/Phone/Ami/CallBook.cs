namespace ContactHub.Phone;

/// <summary>
/// The calls that live, found by any of their channels. A channel's Linkedid names its call; when bridges merge, channels change to another
/// Linkedid, and both then name one call.
/// </summary>
internal sealed class CallBook
{
    /// <summary>How many calls that have ended are remembered, for messages that come late.</summary>
    private const int RememberedEnds = 4096;

    private readonly Dictionary<string, CallState> _calls = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Leg> _legs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);
    private readonly Queue<string> _ends = new();

    /// <summary>The agents' talks by queue and interface: what is said of the end of a talk may name nothing else.</summary>
    public Dictionary<(string Queue, string Interface), CallState> Talks { get; } = [];

    public IEnumerable<CallState> Calls => _calls.Values;

    public IEnumerable<Leg> Legs => _legs.Values;

    public Leg? Leg(string? uniqueid) => uniqueid is not null && _legs.TryGetValue(uniqueid, out var leg) ? leg : null;

    /// <summary>The channel that a message is about, in the call that it is in now; null when the message names none or the call has ended.</summary>
    public Leg? Observe(Turn turn, string prefix = "")
    {
        if (ChannelSnapshot.Read(turn.Message, prefix) is not { } snapshot) return null;
        var id = Resolve(snapshot.Linkedid);
        var leg = Leg(snapshot.Uniqueid);
        if (leg is null)
        {
            if (_ended.Contains(id)) return null;
            if (!_calls.TryGetValue(id, out var call)) _calls[id] = call = new CallState(id);
            _legs[snapshot.Uniqueid] = leg = new Leg(snapshot.Uniqueid, call, turn.Number);
            call.Legs.Add(leg);
        }
        else if (leg.Call.Id != id && !_ended.Contains(id))
        {
            Merge(leg.Call, id, turn);
        }

        if (snapshot.IsFirst) leg.Call.IsWhole = true;
        leg.Update(snapshot);
        return leg;
    }

    /// <summary>A call of this id, when there is and was none.</summary>
    public CallState? Begin(string id)
    {
        if (_ended.Contains(id) || _aliases.ContainsKey(id) || _calls.ContainsKey(id)) return null;
        return _calls[id] = new CallState(id);
    }

    /// <summary>Goes on with a call that another process has told of.</summary>
    public void Resume(CallMemory kept) => _calls[kept.Call] = new CallState(kept);

    /// <summary>Forgets a call that has ended, but for its names.</summary>
    public void Remove(CallState call)
    {
        _calls.Remove(call.Id);
        foreach (var leg in call.Legs) _legs.Remove(leg.Uniqueid);
        foreach (var talk in Talks.Where(talk => talk.Value == call).Select(talk => talk.Key).ToList()) Talks.Remove(talk);
        RememberEnd(call.Id);
    }

    private void RememberEnd(string id)
    {
        if (!_ended.Add(id)) return;
        _ends.Enqueue(id);
        if (_ends.Count <= RememberedEnds) return;
        var oldest = _ends.Dequeue();
        _ended.Remove(oldest);
        foreach (var alias in _aliases.Where(alias => alias.Value == oldest).Select(alias => alias.Key).ToList()) _aliases.Remove(alias);
    }

    private string Resolve(string linkedid)
    {
        while (_aliases.TryGetValue(linkedid, out var other)) linkedid = other;
        return linkedid;
    }

    /// <summary>Joins a call with the one whose id one of its channels has changed to. What was told under an id stays told, so the silent one yields.</summary>
    private void Merge(CallState call, string id, Turn turn)
    {
        if (_calls.TryGetValue(id, out var other))
        {
            // What looked like the first phone of a call is a leg of the other.
            foreach (var leg in call.Legs.Where(leg => call.IsMade && leg.OwnRole == LegRole.Originated)) leg.OwnRole = LegRole.Unknown;
        }
        else
        {
            if (call.HasEvents)
            {
                _aliases[id] = call.Id;
                return;
            }

            _calls[id] = other = new CallState(id) { From = call.From, To = call.To, Maker = call.Maker, IsMade = call.IsMade, MadeAt = call.MadeAt, IsWhole = call.IsWhole };
        }

        // A citizen's call goes on, also when staff had been talking before it began.
        if (call.HasEvents && (!other.HasEvents || (other.IsAmongStaff && !call.IsAmongStaff))) Join(other, call, turn);
        else Join(call, other, turn);
    }

    /// <summary>Makes two calls one: the first ends, and what is left of it belongs to the other.</summary>
    public void Join(CallState from, CallState into, Turn turn)
    {
        if (from == into) return;
        if (from.HasEvents) Ends.Tell(from, turn);
        foreach (var leg in from.Legs) (leg.Call, leg.HasJoined) = (into, true);
        into.Legs.AddRange(from.Legs);
        into.Answers += from.Answers;
        into.FirstAnswerAt ??= from.FirstAnswerAt;
        foreach (var talk in Talks.Where(talk => talk.Value == from).Select(talk => talk.Key).ToList()) Talks[talk] = into;
        _calls.Remove(from.Id);
        _aliases[from.Id] = into.Id;
    }
}
