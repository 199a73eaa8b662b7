using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.Intake;

namespace ContactHub.Phone;

/// <summary>What the hub records of a call's events, pure.</summary>
internal static class CallContacts
{
    /// <summary>Whether it is between a citizen and the municipality. Who calls from inside to what is no subscriber's number talks to colleagues or to the exchange.</summary>
    /// <param name="callerIsStaff">The caller's number is a phone of the municipality's own.</param>
    public static bool IsCitizens(CallMemory call, bool callerIsStaff) => call.Click is not null || (call.IsOutbound ? call.Number is not null : !callerIsStaff);

    /// <summary>The event as a contact for intake; null when it is not the citizen's: of a call by click, what happens until the own phone is picked up.</summary>
    /// <param name="call">The call with this event in it.</param>
    /// <param name="agent">Whose phone the event's is; null when it has none, or it is nobody's.</param>
    /// <param name="department">Where a conversation that the call opens belongs, and where a missed call waits.</param>
    public static Contact? Of(CallMemory call, CallEvent e, StaffMember? agent, string? department)
    {
        if (call.Click is { } click && !IsForCitizen(call, click)) return null;
        var by = agent is null ? Actor.Hub : new Actor(ActorKind.Agent, agent.Id, agent.Name);
        var isIn = !call.IsOutbound && call.Click is null;
        var identity = call.Number is { } number ? new CitizenIdentity(Identities.Phone, number, Verified: isIn) : null;
        return new Contact(
            Channels.Phone, call.Call, SourceKeys.Command(Channels.Phone, call.Call, e.Occurrence), EventOf(call, e, agent, isIn), identity,
            DepartmentId: department, ConversationId: call.Click?.ConversationId,
            By: e.Kind switch
            {
                CallKind.Rang or CallKind.Queued or CallKind.Abandoned or CallKind.Left when isIn => null,
                CallKind.Offered or CallKind.Ended or CallKind.Recorded => Actor.Hub,
                _ => by,
            });
    }

    /// <summary>A number as it is kept: E.164, or the digits of one that exists only inside the country; null when it is none, or withheld.</summary>
    public static string? Number(string? written) => PhoneNumber.TryParse(written, out var number) ? number.Value : null;

    private static bool IsForCitizen(CallMemory call, CallClick click) => call.HasRung && Number(call.To) == click.Number;

    private static ConversationEvent EventOf(CallMemory call, CallEvent e, StaffMember? agent, bool isIn)
    {
        var id = IdOf(call.Call);
        var direction = isIn ? CallDirection.In : CallDirection.Out;
        var name = agent?.Name ?? e.Agent;
        return e.Kind switch
        {
            CallKind.Rang => new CallRang(id, direction, Number(call.From), Number(call.To) ?? call.To, e.At),
            CallKind.Answered => new CallAnswered(id, agent?.Id, name, e.Queue, e.Seconds, e.At),
            CallKind.Ended => new CallEnded(id, direction, OutcomeOf(e.Outcome), e.Seconds ?? 0, call.LastQueue, agent?.Id, name, e.At),
            CallKind.Recorded => new CallRecorded(id, null, e.Recording, e.Seconds, e.At),
            _ => new CallProgressed(id, StepOf(e.Kind), e.Queue, agent?.Id, name, e.Kind == CallKind.Transferred ? e.To : null, e.Seconds, e.At),
        };
    }

    /// <summary>Ids are opaque and of any length; one that is too long for a timeline is shown by its hash.</summary>
    public static string IdOf(string call) => call.Length <= ConversationLimits.SourceId ? call : SourceKeys.Hash(call);

    private static CallStep StepOf(CallKind kind) => kind switch
    {
        CallKind.Queued => CallStep.Queued,
        CallKind.Offered => CallStep.Offered,
        CallKind.Declined => CallStep.Declined,
        CallKind.Held => CallStep.Held,
        CallKind.Resumed => CallStep.Resumed,
        CallKind.Transferred => CallStep.Transferred,
        CallKind.Abandoned => CallStep.Abandoned,
        CallKind.Left => CallStep.Left,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It is no step between ringing and end."),
    };

    /// <summary>How it ended, as timelines say it.</summary>
    public static Conversations.CallOutcome OutcomeOf(CallOutcome? outcome) => outcome switch
    {
        CallOutcome.Answered => Conversations.CallOutcome.Answered,
        CallOutcome.Busy => Conversations.CallOutcome.Busy,
        CallOutcome.Failed => Conversations.CallOutcome.Failed,
        CallOutcome.Abandoned => Conversations.CallOutcome.Abandoned,
        _ => Conversations.CallOutcome.NoAnswer,
    };
}
