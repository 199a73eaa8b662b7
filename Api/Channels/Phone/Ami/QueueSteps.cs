namespace ContactHub.Phone;

/// <summary>Waiting in queues, and what queues ask of agents.</summary>
internal static class QueueSteps
{
    /// <summary>A caller waits.</summary>
    public static void Join(CallBook book, Turn turn)
    {
        if (book.Observe(turn) is not { } leg || turn.Message.Known("Queue") is not { } queue) return;
        Enter(leg, queue, turn.At, turn);
    }

    public static void Enter(Leg leg, string queue, DateTimeOffset? since, Turn turn)
    {
        if (leg.IsGone || (leg.Visit is { IsOver: false } visit && visit.Queue == queue)) return;
        if (leg.Visit is not null) Leave(leg, turn);
        leg.Visit = new QueueVisit(queue, since);
        leg.HasLeft = false;
        leg.Call.WasInQueue = true;
        leg.Call.WaitingSince = since;
        if (!leg.Call.TakeKeptWait(queue)) leg.Call.Emit(turn with { At = since }, CallKind.Queued, queue);
    }

    /// <summary>The stay is over. Whether an agent answers, the caller has hung up or goes on elsewhere, only the next messages say.</summary>
    public static void Over(CallBook book, Turn turn, bool isInVain)
    {
        if (book.Observe(turn) is not { } leg) return;
        if (isInVain) Missed(leg, turn);
        if (leg.Visit is not { } visit) return;
        leg.Visit = visit with { IsOver = true, GivenUpAfter = isInVain ? turn.Message.Number("HoldTime") ?? visit.GivenUpAfter : visit.GivenUpAfter };
        if (isInVain && leg.HangupAsked) Abandon(leg, leg.Visit, turn);
    }

    /// <summary>Nobody has seen the caller begin to wait.</summary>
    private static void Missed(Leg leg, Turn turn)
    {
        if (leg is not { Visit: null, HasLeft: false, IsGone: false, Call: { HasRung: false, Answers: 0 } } || turn.Message.Known("Queue") is not { } queue) return;
        leg.Visit = new QueueVisit(queue, turn.At - TimeSpan.FromSeconds(turn.Message.Number("HoldTime") ?? 0));
        leg.Call.WasInQueue = true;
    }

    /// <summary>The caller has hung up in the queue.</summary>
    public static void Abandon(Leg leg, QueueVisit visit, Turn turn)
    {
        leg.Visit = null;
        leg.HasLeft = true;
        Ends.Abandon(leg.Call, visit.Queue, visit.GivenUpAfter ?? turn.SecondsSince(visit.Since), turn);
    }

    /// <summary>What the queue says when the dialplan has the caller back. It is the only sign of a queue that let nobody in.</summary>
    public static void Status(Leg leg, string status, Turn turn)
    {
        if (status is not ("TIMEOUT" or "FULL" or "JOINEMPTY" or "JOINUNAVAIL" or "LEAVEEMPTY" or "LEAVEUNAVAIL" or "WITHDRAW")) return;
        leg.Call.WasInQueue = true;
        Leave(leg, turn);
    }

    /// <summary>The dialplan goes on with the caller: who has stayed in vain has left, not hung up.</summary>
    public static void Continue(Leg leg, Turn turn)
    {
        if (leg.Visit is not { IsOver: true } || leg.HangupAsked) return;
        // The agent's answer and the queue's leaving come before the agent is connected.
        if (leg.Call.Legs.Exists(other => other is { Role: LegRole.Offered, DialStatus: "ANSWER", Person.HasAnswered: false })) return;
        Leave(leg, turn);
    }

    /// <summary>The dialplan puts the caller before a queue.</summary>
    public static void Ahead(Leg leg, string queue)
    {
        leg.QueueAhead = queue;
        leg.HasLeft = false;
    }

    /// <summary>An agent's phone is rung.</summary>
    public static void Offer(CallBook book, Turn turn)
    {
        book.Observe(turn);
        if (book.Observe(turn, "Dest") is not { } leg) return;
        Describe(leg, turn.Message);
        if (leg.WasOffered) return;
        leg.WasOffered = true;
        leg.Call.Emit(turn, CallKind.Offered, leg.Queue, leg.Agent);
    }

    /// <summary>An agent let it ring out or rejected it; <c>RingTime</c> is in milliseconds here.</summary>
    public static void Decline(CallBook book, Turn turn)
    {
        book.Observe(turn);
        if (book.Observe(turn, "Dest") is not { } leg) return;
        Describe(leg, turn.Message);
        if (leg.HasDeclined || leg.HasAnswered) return;
        leg.HasDeclined = true;
        int? rung = turn.Message.Number("RingTime") is { } milliseconds ? (milliseconds + 500) / 1000 : null;
        leg.Call.Emit(turn, CallKind.Declined, leg.Queue, leg.Agent, rung);
    }

    /// <summary>An agent has the caller; <c>HoldTime</c> is in seconds.</summary>
    public static void Connect(CallBook book, Turn turn)
    {
        var caller = book.Observe(turn);
        if (book.Observe(turn, "Dest") is not { } leg) return;
        Describe(leg, turn.Message);
        if (turn.Message.Known("Interface") is { } member && leg.Queue is { } queue) book.Talks[(queue, member)] = leg.Call;
        var since = caller?.Visit?.Since ?? leg.Call.WaitingSince;
        if (caller is not null) caller.Visit = null;
        DialSteps.Answer(leg, turn.Message.Number("HoldTime") ?? turn.SecondsSince(since), turn);
    }

    /// <summary>The talk is over. The message may lack all channels and come after the hang-ups.</summary>
    public static void Complete(CallBook book, Turn turn)
    {
        book.Observe(turn);
        var call = book.Observe(turn, "Dest")?.Call;
        if (turn.Message.Known("Queue") is not { } queue || turn.Message.Known("Interface") is not { } member) return;
        if (book.Talks.Remove((queue, member), out var talk)) call ??= talk;
        if (call is null) return;
        // Nobody has seen the agent answer.
        if (call is { Answers: 0, HasRung: false }) (call.Answers, call.LastAgent) = (1, ChannelNames.Extension(member));
        if (turn.Message["Reason"] != "transfer") call.TalkSeconds = turn.Message.Number("TalkTime");
    }

    /// <summary>One caller takes another's place in the queue: the one who waited there has transferred the other to it.</summary>
    public static void Replace(Leg waiting, Leg caller)
    {
        if (waiting.Visit is not { IsOver: false } visit || caller.Visit is not null) return;
        (waiting.Visit, waiting.HasLeft) = (null, true);
        (caller.Visit, caller.HasLeft) = (visit, false);
    }

    private static void Leave(Leg leg, Turn turn)
    {
        if (leg.HasLeft || leg.IsGone) return;
        var visit = leg.Visit;
        leg.Visit = null;
        leg.HasLeft = true;
        leg.Call.Emit(turn, CallKind.Left, visit?.Queue ?? leg.QueueAhead, seconds: visit is null ? null : visit.GivenUpAfter ?? turn.SecondsSince(visit.Since));
    }

    private static void Describe(Leg leg, AmiMessage message)
    {
        leg.OwnRole = LegRole.Offered;
        if (!leg.HasPickedUp) leg.Interface = message.Known("Interface") ?? leg.Interface;
        leg.Queue = message.Known("Queue") ?? leg.Queue;
    }
}
