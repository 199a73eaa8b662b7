using ContactHub.Conversations;

namespace ContactHub.Agents;

/// <summary>What a call is to one agent.</summary>
[GenerateSerializer, Alias("agent-call-state")]
public enum AgentCallState
{
    /// <summary>Not any more: answered by another, hung up, transferred away.</summary>
    Gone = 0,
    /// <summary>It rings at the agent's phone.</summary>
    Ringing = 1,
    /// <summary>The agent asked for it at the desk, and the own phone rings first.</summary>
    OwnPhone = 2,
    /// <summary>The agent calls, and the citizen's phone rings.</summary>
    Dialling = 3,
    Talking = 4,
    Held = 5,
    /// <summary>It is over, and the agent has time to write down what it was about.</summary>
    WrapUp = 6,
    /// <summary>The agent called, and the citizen was not reached; shown for a moment.</summary>
    Unreached = 7,
    /// <summary>The agent asked for it, and did not pick up the own phone; shown for a moment.</summary>
    NotPickedUp = 8,
}

/// <summary>A call as an agent's desk shows it.</summary>
/// <param name="CallId">As in the timeline.</param>
/// <param name="Number">The citizen's; null when it is withheld.</param>
/// <param name="Name">The citizen's, as far as known.</param>
/// <param name="Verified">Called from that number.</param>
/// <param name="ConversationId">Where it is recorded; null as long as nothing is.</param>
/// <param name="Earlier">How many other conversations there were with this citizen.</param>
/// <param name="Queue">The exchange's queue that it came by.</param>
/// <param name="Since">Since when the citizen waits, or the call is made.</param>
/// <param name="ChangedAt">Since when it is what it is to this agent.</param>
/// <param name="Until">When the wrap-up ends, or what is shown for a moment goes.</param>
/// <param name="Outcome">Of what came to nothing.</param>
/// <param name="Version">Grows with what happens to the call: news may come out of order, and older ones are ignored.</param>
[GenerateSerializer, Immutable, Alias("agent-call")]
public sealed record AgentCall(
    [property: Id(0)] string CallId,
    [property: Id(1)] AgentCallState State,
    [property: Id(2)] CallDirection Direction,
    [property: Id(3)] string? Number,
    [property: Id(4)] string? Name,
    [property: Id(5)] bool Verified,
    [property: Id(6)] string? ConversationId,
    [property: Id(7)] string? CitizenId,
    [property: Id(8)] long? ConversationNumber,
    [property: Id(9)] int Earlier,
    [property: Id(10)] string? Queue,
    [property: Id(11)] DateTimeOffset Since,
    [property: Id(12)] DateTimeOffset ChangedAt,
    [property: Id(13)] DateTimeOffset? Until,
    [property: Id(14)] CallOutcome? Outcome,
    [property: Id(15)] long Version);

/// <summary>What an agent does on the telephone.</summary>
[GenerateSerializer, Alias("phone-use")]
public enum PhoneUse
{
    Free = 0,
    Ringing = 1,
    Talking = 2,
    WrapUp = 3,
}
