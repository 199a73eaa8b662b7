namespace ContactHub.Phone;

/// <summary>Phones that are rung, and who answers them.</summary>
internal static class DialSteps
{
    /// <summary>A channel begins. The first of a call says what the call is: somebody calls, or the PBX was asked to call.</summary>
    public static void New(CallBook book, Turn turn)
    {
        if (book.Observe(turn) is not { } leg || ChannelSnapshot.Read(turn.Message) is not { IsFirst: true } first) return;
        var call = leg.Call;
        if (call.HasRung || call.IsMade || leg.OwnRole != LegRole.Unknown) return;
        if (first.State is null or < ChannelSnapshot.Ring or ChannelSnapshot.Ringing) Make(leg, turn);
        else Ring(leg, first, turn);
    }

    /// <summary>A channel changes its state.</summary>
    public static void State(CallBook book, Turn turn)
    {
        if (book.Observe(turn) is not { } leg || ChannelSnapshot.Read(turn.Message) is not { State: ChannelSnapshot.Ring } snapshot) return;
        // Some drivers announce an incoming call before it rings.
        if (leg is { OwnRole: LegRole.Originated, DialString: null, Call.IsMade: true } && leg.Call.Legs.Count == 1) Ring(leg, snapshot, turn);
    }

    /// <summary>A phone is rung.</summary>
    public static void Begin(CallBook book, Turn turn)
    {
        var dialler = book.Observe(turn);
        if (book.Observe(turn, "Dest") is not { } leg) return;
        leg.DialString ??= turn.Message.Known("DialString");
        leg.DialledAt ??= turn.At;
        Classify(leg, dialler, turn);
        if (leg is { Role: LegRole.Dialled or LegRole.Unknown, Call.Answers: > 0 }) leg.Call.WaitingSince ??= turn.At;
        if (dialler is not null && leg.Role != LegRole.Offered) QueueSteps.Continue(dialler, turn);
    }

    /// <summary>A ringing has a result. Only the first one counts: NOANSWER may be followed by CANCEL, and each may come twice.</summary>
    public static void End(CallBook book, Turn turn)
    {
        var dialler = book.Observe(turn);
        if (book.Observe(turn, "Dest") is not { } leg || turn.Message.Known("DialStatus") is not { } status) return;
        Classify(leg, dialler, turn);
        if (leg.DialStatus is not null) return;
        leg.DialStatus = status;
        if (status == "ANSWER")
        {
            // The queue says itself who was connected. Of a Local channel, whoever it leads to answers.
            if (!leg.IsLocal && leg.Role is LegRole.Dialled or LegRole.Unknown) Answer(leg, turn.SecondsSince(leg.Call.WaitingSince), turn);
        }
        else if (leg.Role is LegRole.Dialled or LegRole.Originated)
        {
            leg.Call.FailedDial = status;
        }
    }

    /// <summary>Somebody takes a call that rings at another's phone; who dials or queues says next that it was answered.</summary>
    public static void Pickup(CallBook book, Turn turn)
    {
        if (book.Observe(turn) is not { HasPickedUp: false } leg || book.Observe(turn, "Target") is not { } target || target.Call == leg.Call) return;
        leg.HasPickedUp = true;
        leg.OwnRole = LegRole.Unknown;
        book.Join(leg.Call, target.Call, turn);
    }

    /// <summary>What the dialplan says of its last dial; of a phone that could not be rung at all, nothing else does.</summary>
    public static void Status(Leg leg, string status)
    {
        if (status == "ANSWER" || leg.Role == LegRole.Offered || (leg.IsLocal && leg.OwnRole == LegRole.Unknown)) return;
        // Empty, it begins to dial anew. Of a phone that was rejected it says that there is none.
        if (status is "") leg.Call.FailedDial = null;
        else if (leg.Call.FailedDial != "BUSY" || status is not ("CHANUNAVAIL" or "CONGESTION")) leg.Call.FailedDial = status;
    }

    /// <summary>A person is on the line.</summary>
    /// <param name="waited">Seconds that the other side has waited for it.</param>
    public static void Answer(Leg leg, int? waited, Turn turn)
    {
        if (leg.Person.HasAnswered) return;
        var call = leg.Call;
        leg.Person.AnsweredIn = call;
        call.Answers++;
        call.FirstAnswerAt ??= turn.At;
        call.WaitingSince = null;
        var isOffered = leg.Role == LegRole.Offered;
        call.LastAgent = !isOffered && !call.WasTransferred && IsOutside(leg) ? call.Maker ?? leg.Agent : leg.Agent;
        call.Emit(turn, CallKind.Answered, isOffered ? leg.Person.Queue : null, call.LastAgent, waited);
    }

    /// <summary>A channel meets others. If nothing else has said so, two channels in one bridge are two people talking.</summary>
    public static void Meet(Leg leg, string bridge, Turn turn)
    {
        leg.Bridge = bridge;
        if (leg.IsLocal || leg.Call.Legs.Find(l => l != leg && l.Bridge == bridge && l is { IsLocal: false, IsGone: false }) is not { } other) return;
        var called = IsFetching(leg) ? leg : IsFetching(other) || leg.Role is LegRole.Caller or LegRole.Originated ? other : leg;
        if (called.IsGone || (leg.Call.Answers > 0 && !IsFetching(called))) return;
        if (IsFetching(called) || called.Role is LegRole.Unknown || called is { Role: LegRole.Offered, DialStatus: "ANSWER" or null })
        {
            foreach (var waiting in leg.Call.Legs) waiting.Visit = null;
            Answer(called, turn.SecondsSince(leg.Call.WaitingSince), turn);
        }
    }

    /// <summary>Somebody has dialled a number at which a caller waits: a parked call, or a phone that rings elsewhere.</summary>
    private static bool IsFetching(Leg leg) =>
        leg is { OwnRole: LegRole.Caller, IsInternal: true, HasJoined: true, HasAnswered: false, Call.WaitingSince: not null };

    private static bool IsOutside(Leg leg) =>
        ChannelNames.OutsideNumber(leg.DialString) is not null || !ChannelNames.IsNumber(ChannelNames.Device(leg.Name));

    private static void Ring(Leg leg, ChannelSnapshot first, Turn turn)
    {
        leg.OwnRole = LegRole.Caller;
        leg.IsInternal = first.Caller is not null && ChannelNames.Device(first.Name) == first.Caller;
        var call = leg.Call;
        call.IsMade = false;
        call.From = first.Caller;
        call.To = first.Exten;
        if (leg.IsInternal) call.Maker = leg.Agent;
        call.Ring(turn, turn.At);
    }

    private static void Make(Leg leg, Turn turn)
    {
        leg.OwnRole = LegRole.Originated;
        var call = leg.Call;
        call.IsMade = true;
        call.MadeAt = turn.At;
        call.Maker = ChannelNames.IsNumber(leg.Agent) ? leg.Agent : null;
    }

    /// <summary>Finds out what a leg is to its call from who rings it.</summary>
    private static void Classify(Leg leg, Leg? dialler, Turn turn)
    {
        if (leg.OwnRole != LegRole.Unknown || leg.FarEndOf is not null) return;
        if (dialler is null)
        {
            // Nobody dials it: the first phone of a call that the PBX was asked to make.
            if (leg.Uniqueid == leg.Call.Id) leg.OwnRole = LegRole.Originated;
        }
        else if (ChannelNames.FirstEnd(dialler.Name) is { } firstEnd)
        {
            leg.FarEndOf = leg.Call.Legs.Find(l => l.Name == firstEnd && l != leg);
            // Once somebody has answered there, whoever is rung next is called instead: the call was transferred.
            if (leg.FarEndOf is null || leg.Call.Legs.Exists(l => l.FarEndOf == leg.FarEndOf && l.DialStatus == "ANSWER")) leg.OwnRole = LegRole.Dialled;
            if (leg.OwnRole == LegRole.Dialled) leg.FarEndOf = null;
        }
        else
        {
            leg.OwnRole = dialler.Visit is { IsOver: false } ? LegRole.Offered : LegRole.Dialled;
            if (leg.OwnRole == LegRole.Dialled && leg.Call.IsMade) RingCalled(leg, dialler, turn);
        }
    }

    /// <summary>The phone that was called first has answered and now calls whom it was meant for.</summary>
    private static void RingCalled(Leg leg, Leg dialler, Turn turn)
    {
        var call = leg.Call;
        call.From = dialler.Number;
        call.To = ChannelNames.IsNumber(dialler.Exten) ? dialler.Exten : leg.Number ?? ChannelNames.OutsideNumber(leg.DialString);
        call.Ring(turn, turn.At);
    }
}
