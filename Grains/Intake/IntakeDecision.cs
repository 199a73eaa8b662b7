using ContactHub.Citizens;
using ContactHub.Conversations;

namespace ContactHub.Intake;

/// <summary>Where a contact belongs.</summary>
public enum IntakeChoice
{
    /// <summary>In a conversation of its own: nobody proved to be its citizen.</summary>
    Alone,
    /// <summary>In the conversation that it names by what the hub signed.</summary>
    Thread,
    /// <summary>In the citizen's open conversation, or one that is opened for it.</summary>
    Citizen,
}

/// <summary>The rules of intake, pure.</summary>
public static class IntakeDecision
{
    /// <summary>
    /// A signed thread is joined by whoever has it, as long as it goes on; in one that is over, a verified citizen's open conversation comes first, so that
    /// there is never a second one. What names no thread joins only for a verified identity, or when an agent made the call: staff know whom they call.
    /// </summary>
    /// <param name="thread">Where the named conversation stands; null when it names none, or one that is not there.</param>
    /// <param name="by">Who did it; null for the citizen.</param>
    public static IntakeChoice Of(ConversationSummary? thread, CitizenIdentity? identity, Actor? by)
    {
        var isKnown = identity is { Verified: true } || (identity is not null && by is { Kind: ActorKind.Agent });
        if (thread is null) return isKnown ? IntakeChoice.Citizen : IntakeChoice.Alone;
        var goesOn = thread.Owner != Owner.None || thread.MergedInto is not null;
        return goesOn || !isKnown ? IntakeChoice.Thread : IntakeChoice.Citizen;
    }
}
