namespace ContactHub.Phone;

/// <summary>What happens in a talk: holding, transferring, recording.</summary>
internal static class TalkSteps
{
    public static void Hold(CallBook book, Turn turn)
    {
        if (book.Observe(turn) is not { IsLocal: false, IsGone: false } leg || !leg.Call.Holders.TryAdd(leg.Uniqueid, turn.At)) return;
        leg.Call.Emit(turn, CallKind.Held, agent: leg.Agent);
    }

    public static void Resume(CallBook book, Turn turn)
    {
        if (book.Observe(turn) is not { IsLocal: false } leg) return;
        if (!leg.Call.Holders.Remove(leg.Uniqueid, out var since) && leg.Call.Kept is not { IsHeld: true }) return;
        if (leg.Call.Kept is { IsHeld: true } kept) leg.Call.Kept = kept with { IsHeld = false };
        leg.Call.Emit(turn, CallKind.Resumed, agent: leg.Agent, seconds: turn.SecondsSince(since));
    }

    /// <summary>The call goes to another extension without a word before.</summary>
    public static void BlindTransfer(CallBook book, Turn turn)
    {
        var by = book.Observe(turn, "Transferer");
        book.Observe(turn, "Transferee");
        if (by is not null && turn.Message["Result"] == "Success") Transfer(by, turn.Message.Known("Extension"), turn);
    }

    /// <summary>The call goes to somebody whom the agent has spoken with; both of the agent's legs may be one.</summary>
    public static void AttendedTransfer(CallBook book, Turn turn)
    {
        var by = book.Observe(turn, "OrigTransferer");
        var asking = book.Observe(turn, "SecondTransferer");
        var who = book.Observe(turn, "Transferee");
        var answered = book.Observe(turn, "TransferTarget");
        if (by is null || turn.Message["Result"] != "Success") return;
        var target = ChannelSnapshot.Read(turn.Message, "TransferTarget");
        var to = target?.Caller ?? (target is null ? turn.Message.Known("SecondTransfererExten") : ChannelNames.Device(target.Name));
        // The timeline that the citizen is in has it, should the agent's legs still be in another.
        var call = who?.Call ?? by.Call;
        Transfer(by, to, turn, call);
        if (asking is not null)
        {
            if (who is not null) QueueSteps.Replace(asking, who);
            book.Join(asking.Call, call, turn);
        }

        if (answered is not null) TakeOver(answered.Person, call, turn);
    }

    /// <summary>Who was asked in a call of its own has the caller now.</summary>
    private static void TakeOver(Leg person, CallState call, Turn turn)
    {
        if (!person.HasAnswered || person.AnsweredIn == call || person.IsGone) return;
        person.AnsweredIn = call;
        call.WaitingSince = null;
        call.LastAgent = person.Agent;
        call.Emit(turn, CallKind.Answered, agent: person.Agent, seconds: 0);
    }

    /// <summary>The agent leaves the caller at a number where anybody can fetch the call.</summary>
    public static void Park(CallBook book, Turn turn)
    {
        // A transfer to the lot's own number has been told.
        if (book.Observe(turn, "Parkee") is not { Call: { Answers: > 0, WaitingSince: null } call } parked) return;
        var by = call.Legs.Find(leg => leg != parked && leg is { IsGone: false, IsLocal: false } && leg.Agent == call.LastAgent);
        if (by is not null) Transfer(by, turn.Message.Known("ParkingSpace"), turn);
    }

    public static void RecordingFile(Leg leg, string file) => leg.RecordingFile = file.Length > 0 ? file : leg.RecordingFile;

    public static void RecordingBegins(CallBook book, Turn turn)
    {
        if (book.Observe(turn) is not { IsRecording: false, IsGone: false } leg) return;
        leg.IsRecording = true;
        leg.Call.Emit(turn, CallKind.Recorded, agent: leg.Agent, recording: leg.RecordingFile);
    }

    public static void RecordingEnds(CallBook book, Turn turn)
    {
        if (book.Observe(turn) is not { } leg) return;
        leg.IsRecording = false;
        leg.RecordingFile = null;
    }

    private static void Transfer(Leg by, string? to, Turn turn, CallState? call = null)
    {
        call ??= by.Call;
        if (!call.TransferredBy.Add(by.Uniqueid)) return;
        call.WasTransferred = true;
        call.WaitingSince = turn.At;
        call.Emit(turn, CallKind.Transferred, agent: by.Agent, to: to);
    }
}
