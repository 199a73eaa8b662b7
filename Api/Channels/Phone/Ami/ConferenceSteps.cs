namespace ContactHub.Phone;

/// <summary>Who meets whom in a conference (ConfBridge): no bridge of two, and no dial, tells of it.</summary>
internal static class ConferenceSteps
{
    /// <summary>Whoever of staff is in the same conference as a citizen has answered that one, whoever came first.</summary>
    public static void Join(CallBook book, Turn turn)
    {
        if (book.Observe(turn) is not { IsGone: false, IsLocal: false } leg || turn.Message.Known("Conference") is not { } conference || leg.Conference == conference) return;
        leg.Conference = conference;
        var others = book.Legs.Where(other => other != leg && !other.IsGone && other.Conference == conference).OrderBy(other => other.FirstSeen).ToList();
        if (leg.Agent is null) foreach (var staff in others.Where(other => other.Agent is not null)) Meet(book, leg, staff, turn);
        else foreach (var citizen in others.Where(other => other.Agent is null)) Meet(book, citizen, leg, turn);
    }

    public static void Leave(CallBook book, Turn turn)
    {
        if (book.Observe(turn) is { } leg && leg.Conference == turn.Message.Known("Conference")) leg.Conference = null;
    }

    private static void Meet(CallBook book, Leg citizen, Leg staff, Turn turn)
    {
        var call = citizen.Call;
        // What staff dialled to come there was a call of its own. With several citizens it ends with the first one's.
        if (staff.Call.IsAmongStaff) book.Join(staff.Call, call, turn);
        if (staff.Person.AnsweredIn == call) return;
        var waited = turn.SecondsSince(call.WaitingSince) ?? 0;
        staff.Person.AnsweredIn = call;
        (call.Answers, call.FirstAnswerAt) = (call.Answers + 1, call.FirstAnswerAt ?? turn.At);
        (call.WaitingSince, call.LastAgent) = (null, staff.Agent);
        call.Emit(turn, CallKind.Answered, agent: staff.Agent, seconds: waited);
    }
}
