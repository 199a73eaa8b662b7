namespace ContactHub.Phone;

/// <summary>What happens in a talk: holding, transferring, recording.</summary>
internal static class TalkSteps
{
    public static void Hold(CallBook book, Turn turn)
    {
        if (book.Observe(turn) is not { IsLocal: false, IsGone: false } leg || !leg.Call.Holders.Add(leg.Uniqueid) || leg.Call.Holders.Count > 1) return;
        leg.Call.HeldAt = turn.At;
        leg.Call.Emit(turn, CallKind.Held, agent: leg.Agent);
    }

    public static void Resume(CallBook book, Turn turn)
    {
        if (book.Observe(turn) is not { IsLocal: false } leg) return;
        var wasHeld = leg.Call.Holders.Remove(leg.Uniqueid) || leg.Call.Kept is { IsHeld: true };
        if (!wasHeld || leg.Call.Holders.Count > 0) return;
        if (leg.Call.Kept is { IsHeld: true } kept) leg.Call.Kept = kept with { IsHeld = false };
        leg.Call.Emit(turn, CallKind.Resumed, agent: leg.Agent, seconds: turn.SecondsSince(leg.Call.HeldAt));
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
        book.Observe(turn, "SecondTransferer");
        var who = book.Observe(turn, "Transferee");
        book.Observe(turn, "TransferTarget");
        if (by is null || turn.Message["Result"] != "Success") return;
        var target = ChannelSnapshot.Read(turn.Message, "TransferTarget");
        var to = target?.Caller ?? (target is null ? turn.Message.Known("SecondTransfererExten") : ChannelNames.Device(target.Name));
        // The timeline that the citizen is in has it, should the agent's legs still be in another.
        Transfer(by, to, turn, who?.Call ?? by.Call);
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
