namespace ContactHub.Phone;

/// <summary>What is known of one call while it lasts.</summary>
internal sealed class CallState(string id)
{
    private int _seq;

    /// <summary>A call that another process has told of, as far as it got.</summary>
    public CallState(CallMemory kept) : this(kept.Call)
    {
        _seq = kept.Seq;
        Kept = kept;
        (From, To, Maker) = (kept.From, kept.To, kept.Maker);
        HasRung = kept.HasRung;
        WaitingSince = kept.Talking is null ? kept.WaitingSince : null;
        (WasInQueue, IsAbandoned) = (kept.LastQueue is not null, kept.IsAbandoned);
        (Answers, FirstAnswerAt, LastAgent) = (kept.Answers, kept.FirstAnswerAt, kept.LastAgent);
    }

    public string Id { get; } = id;

    /// <summary>What another process has told of it; null of a call that began here.</summary>
    public CallMemory? Kept { get; set; }

    public List<Leg> Legs { get; } = [];

    public string? From { get; set; }

    public string? To { get; set; }

    /// <summary>The agent who makes the call, when one does.</summary>
    public string? Maker { get; set; }

    public bool HasRung { get; private set; }

    /// <summary>A phone is called, but it is not known yet for what.</summary>
    public bool IsMade { get; set; }

    public DateTimeOffset? MadeAt { get; set; }

    /// <summary>The channel that it began with was seen, or all its channels were listed; otherwise others may live that were never seen.</summary>
    public bool IsWhole { get; set; }

    public DateTimeOffset? WaitingSince { get; set; }

    public bool WasInQueue { get; set; }

    public bool IsAbandoned { get; set; }

    public int Answers { get; set; }

    public DateTimeOffset? FirstAnswerAt { get; set; }

    public string? LastAgent { get; set; }

    /// <summary>The talk as the PBX has counted it; null when it has not, or when there were several.</summary>
    public int? TalkSeconds { get; set; }

    public bool WasTransferred { get; set; }

    public HashSet<string> TransferredBy { get; } = new(StringComparer.Ordinal);

    /// <summary>The channels that hold the other side, and since when.</summary>
    public Dictionary<string, DateTimeOffset?> Holders { get; } = new(StringComparer.Ordinal);

    /// <summary>How the last dial outside of queues failed.</summary>
    public string? FailedDial { get; set; }

    public int? HangupCause { get; set; }

    /// <summary>A phone of the own has called, and nobody outside.</summary>
    public bool IsAmongStaff =>
        Legs.Exists(leg => leg is { IsInternal: true, OwnRole: LegRole.Caller } && leg.Uniqueid == Id) && !Legs.Exists(leg => leg.IsOverTrunk);

    public bool HasEvents => _seq > 0;

    /// <summary>Whether this agent's phone was told to ring before this process began to watch; true once.</summary>
    public bool TakeKeptOffer(string? agent)
    {
        if (agent is null || Kept is not { } kept || !kept.Offered.Contains(agent, StringComparer.Ordinal)) return false;
        Kept = kept with { Offered = kept.Offered.Remove(agent, StringComparer.Ordinal) };
        return true;
    }

    /// <summary>Whether it was told to wait in this queue before this process began to watch; true once.</summary>
    public bool TakeKeptWait(string queue)
    {
        if (Kept is not { } kept || kept.Queue != queue) return false;
        Kept = kept with { Queue = null };
        return true;
    }

    /// <summary>The event that the call began with.</summary>
    public void Ring(Turn turn, DateTimeOffset? at)
    {
        if (HasRung) return;
        HasRung = true;
        IsMade = false;
        WaitingSince ??= at;
        // Whoever comes late to a call does not hear it ring.
        if (HasEvents) return;
        Add(turn, new CallEvent(Id, 0, CallKind.Rang, at, From, To, null, Maker, null, null) { IsOutbound = Maker is not null });
    }

    /// <summary>Adds an event of now.</summary>
    public void Emit(Turn turn, CallKind kind, string? queue = null, string? agent = null, int? seconds = null, string? to = null, string? recording = null)
    {
        if (IsMade) RingMade(turn);
        else Introduce();
        Add(turn, new CallEvent(Id, 0, kind, turn.At, From, to ?? To, queue, agent, seconds, null) { Recording = recording });
    }

    public void End(Turn turn, CallOutcome outcome, int? seconds)
    {
        if (IsMade) RingMade(turn);
        else Introduce();
        Add(turn, new CallEvent(Id, 0, CallKind.Ended, turn.At, From, To, null, LastAgent, seconds, outcome));
    }

    /// <summary>The phone that was called first is all that the call has become.</summary>
    private void RingMade(Turn turn)
    {
        var first = Legs.Find(leg => leg.OwnRole == LegRole.Originated);
        if (first is not null && ChannelNames.OutsideNumber(first.DialString) is null && first.State == ChannelSnapshot.Up && ChannelNames.IsNumber(first.Exten))
        {
            // It was picked up, and the number that it was meant for could not be dialled.
            From ??= first.Number;
            To ??= first.Exten;
        }

        To ??= first is null ? null : ChannelNames.OutsideNumber(first.DialString) ?? ChannelNames.Device(first.Name);
        Ring(turn, MadeAt);
    }

    private void Add(Turn turn, CallEvent callEvent) => turn.Events.Add(callEvent with { Seq = ++_seq });

    /// <summary>Of a call whose beginning was missed, its first channel says who calls whom.</summary>
    private void Introduce()
    {
        if (HasRung || Legs.Find(leg => leg.Uniqueid == Id) is not { } first) return;
        From ??= first.Number;
        To ??= first.Exten;
    }
}

/// <summary>One message on its way through the fold.</summary>
/// <param name="Number">Counts the messages.</param>
/// <param name="At">When it happened, as far as known.</param>
internal sealed record Turn(AmiMessage Message, long Number, DateTimeOffset? At)
{
    public List<CallEvent> Events { get; } = [];

    /// <summary>Whole seconds from then to now; null when one is unknown.</summary>
    public int? SecondsSince(DateTimeOffset? then) =>
        At - then is { } passed ? Math.Max(0, (int)Math.Round(passed.TotalSeconds, MidpointRounding.AwayFromZero)) : null;
}
