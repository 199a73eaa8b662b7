namespace ContactHub.Phone;

/// <summary>Channels that are hung up, and the end of a call.</summary>
internal static class Ends
{
    /// <summary>Q.850: call rejected.</summary>
    private const int Rejected = 21;

    /// <summary>Hangs up a channel; with its last one the call ends.</summary>
    /// <param name="cause">Q.850 cause; null when unknown.</param>
    public static void HangUp(CallBook book, Leg leg, int? cause, Turn turn)
    {
        if (leg.IsGone) return;
        leg.IsGone = true;
        var call = leg.Call;
        if (leg.Person.HasAnswered && leg.Agent is { } agent && agent == call.LastAgent) call.LastAgent = Remaining(call) ?? agent;
        call.Holders.Remove(leg.Uniqueid);
        if (leg.Visit is { } visit) QueueSteps.Abandon(leg, visit, turn);
        else if (IsCallerGivingUp(leg)) Abandon(call, null, turn.SecondsSince(call.WaitingSince), turn);
        // Somebody rejected it. The dial's own result calls that unavailable or unanswered.
        if (cause == Rejected && leg is { HasAnswered: false, State: ChannelSnapshot.Ringing, Role: LegRole.Dialled or LegRole.Originated }) call.FailedDial = "BUSY";
        if (leg.OwnRole is LegRole.Caller or LegRole.Originated || call.HangupCause is null) call.HangupCause = cause;
        if (!call.IsWhole || call.Legs.Exists(other => !other.IsGone)) return;
        Tell(call, turn);
        book.Remove(call);
    }

    /// <summary>Whom the caller talks with when somebody who was asked meanwhile has gone.</summary>
    private static string? Remaining(CallState call) =>
        call.Legs.Find(leg => leg is { IsGone: false, IsLocal: false, IsOverTrunk: false, Person.HasAnswered: true })?.Agent;

    /// <summary>The caller has hung up waiting.</summary>
    public static void Abandon(CallState call, string? queue, int? seconds, Turn turn)
    {
        call.IsAbandoned = true;
        call.Emit(turn, CallKind.Abandoned, queue, seconds: seconds);
    }

    /// <summary>A call that the hub asked for came to nothing before it had a channel, whose end would be told.</summary>
    public static void Refused(CallBook book, Turn turn)
    {
        if (turn.Message is not { Response: "Failure", ActionId: { } id } || !id.StartsWith(CallTracker.ClickPrefix, StringComparison.Ordinal)) return;
        if (book.Begin(id) is not { } call) return;
        call.To = turn.Message.Known("Exten");
        call.FailedDial = turn.Message.Number("Reason") switch { 3 => "NOANSWER", 5 => "BUSY", _ => "CONGESTION" };
        Tell(call, turn);
        book.Remove(call);
    }

    /// <summary>Tells the end.</summary>
    public static void Tell(CallState call, Turn turn)
    {
        var outcome = Outcome(call);
        var timed = turn.SecondsSince(call.FirstAnswerAt);
        // The PBX counts whole seconds. A figure further off is of another talk of the same agent, told late and without a channel.
        var counted = call.Answers == 1 && !call.WasTransferred && !(Math.Abs(call.TalkSeconds - timed ?? 0) > 2) ? call.TalkSeconds : null;
        call.End(turn, outcome, outcome == CallOutcome.Answered ? counted ?? timed : null);
    }

    // An agent who dials and hangs up before the answer has not been kept waiting by the municipality.
    private static bool IsCallerGivingUp(Leg leg) =>
        leg is { OwnRole: LegRole.Caller, IsInternal: false, Call: { Answers: 0, FailedDial: "CANCEL" } };

    private static CallOutcome Outcome(CallState call)
    {
        if (call.Answers > 0) return CallOutcome.Answered;
        if (call.IsAbandoned) return CallOutcome.Abandoned;
        if (call.WasInQueue) return CallOutcome.NoAnswer;
        return call.FailedDial switch
        {
            "BUSY" => CallOutcome.Busy,
            "NOANSWER" or "CANCEL" => CallOutcome.NoAnswer,
            not null => CallOutcome.Failed,
            null => OfCause(call.HangupCause),
        };
    }

    /// <summary>What a Q.850 cause means for a call that nobody answered.</summary>
    private static CallOutcome OfCause(int? cause) => cause switch
    {
        // User busy.
        17 or Rejected => CallOutcome.Busy,
        // Unknown; normal clearing; no user responding; no answer; answered elsewhere; normal, unspecified.
        null or 0 or 16 or 18 or 19 or 26 or 31 => CallOutcome.NoAnswer,
        _ => CallOutcome.Failed,
    };
}
