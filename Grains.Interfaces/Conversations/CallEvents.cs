namespace ContactHub.Conversations;

/// <summary>Who called whom, as the hub sees it.</summary>
[GenerateSerializer, Alias("call-direction")]
public enum CallDirection
{
    /// <summary>The citizen called.</summary>
    In = 0,
    /// <summary>An agent called the citizen.</summary>
    Out = 1,
}

/// <summary>What happens to a call between ringing and its end.</summary>
[GenerateSerializer, Alias("call-step")]
public enum CallStep
{
    /// <summary>It waits in a queue of the exchange.</summary>
    Queued = 0,
    /// <summary>It rings at an agent.</summary>
    Offered = 1,
    /// <summary>The agent rejected it or let it ring out.</summary>
    Declined = 2,
    Held = 3,
    Resumed = 4,
    Transferred = 5,
    /// <summary>The caller hung up while waiting.</summary>
    Abandoned = 6,
    /// <summary>Out of the queue unanswered, still on the line.</summary>
    Left = 7,
}

/// <summary>How a call ended.</summary>
[GenerateSerializer, Alias("call-outcome")]
public enum CallOutcome
{
    Answered = 0,
    Busy = 1,
    NoAnswer = 2,
    Failed = 3,
    Abandoned = 4,
}

/// <summary>A call came in, or a citizen's phone is being called. Staff only, as all events of calls.</summary>
/// <param name="CallId">One for the whole call, whatever its legs: the exchange's Linkedid, or the provider's id.</param>
/// <param name="From">E.164 where it can be told; null when the number is withheld.</param>
/// <param name="To">The number that was called.</param>
/// <param name="HappenedAt">By the exchange's clock, when it says so.</param>
[GenerateSerializer, Immutable, Alias("event.call-rang")]
public sealed record CallRang(
    [property: Id(0)] string CallId,
    [property: Id(1)] CallDirection Direction,
    [property: Id(2)] string? From = null,
    [property: Id(3)] string? To = null,
    [property: Id(4)] DateTimeOffset? HappenedAt = null) : ConversationEvent;

/// <summary>A call went on: queued, offered, declined, held, resumed, transferred, abandoned, left.</summary>
/// <param name="Queue">The exchange's queue.</param>
/// <param name="AgentId">The account of the agent it is about; null when the exchange's agent has none.</param>
/// <param name="AgentName">The name shown for that agent.</param>
/// <param name="To">Where a transfer goes.</param>
/// <param name="Seconds">Waited so far (abandoned, left), or rung (declined).</param>
[GenerateSerializer, Immutable, Alias("event.call-progressed")]
public sealed record CallProgressed(
    [property: Id(0)] string CallId,
    [property: Id(1)] CallStep Step,
    [property: Id(2)] string? Queue = null,
    [property: Id(3)] string? AgentId = null,
    [property: Id(4)] string? AgentName = null,
    [property: Id(5)] string? To = null,
    [property: Id(6)] int? Seconds = null,
    [property: Id(7)] DateTimeOffset? HappenedAt = null) : ConversationEvent;

/// <summary>A person answered: an agent an incoming call, the citizen an outgoing one.</summary>
/// <param name="AgentId">The account of the agent on the call; null when the exchange's agent has none.</param>
/// <param name="Seconds">Waited until then.</param>
[GenerateSerializer, Immutable, Alias("event.call-answered")]
public sealed record CallAnswered(
    [property: Id(0)] string CallId,
    [property: Id(1)] string? AgentId = null,
    [property: Id(2)] string? AgentName = null,
    [property: Id(3)] string? Queue = null,
    [property: Id(4)] int? Seconds = null,
    [property: Id(5)] DateTimeOffset? HappenedAt = null) : ConversationEvent;

/// <summary>The call is over.</summary>
/// <param name="Seconds">Talked; 0 when nobody answered.</param>
[GenerateSerializer, Immutable, Alias("event.call-ended")]
public sealed record CallEnded(
    [property: Id(0)] string CallId,
    [property: Id(1)] CallDirection Direction,
    [property: Id(2)] CallOutcome Outcome,
    [property: Id(3)] int Seconds = 0,
    [property: Id(4)] string? Queue = null,
    [property: Id(5)] string? AgentId = null,
    [property: Id(6)] string? AgentName = null,
    [property: Id(7)] DateTimeOffset? HappenedAt = null) : ConversationEvent
{
    /// <summary>Whether a citizen called and reached nobody: somebody has to call back.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsMissed => Direction == CallDirection.In && Outcome != CallOutcome.Answered;
}

/// <summary>There is a recording.</summary>
/// <param name="FileId">In the file store; null when only the exchange has it.</param>
/// <param name="Reference">What the exchange calls it by.</param>
[GenerateSerializer, Immutable, Alias("event.call-recorded")]
public sealed record CallRecorded(
    [property: Id(0)] string CallId,
    [property: Id(1)] string? FileId = null,
    [property: Id(2)] string? Reference = null,
    [property: Id(3)] int? Seconds = null,
    [property: Id(4)] DateTimeOffset? HappenedAt = null) : ConversationEvent;

/// <summary>Somebody called, reached nobody, and is to be called back.</summary>
/// <param name="Number">Whom to call; null when the number was withheld.</param>
/// <param name="Since">When the first of the calls came to nothing.</param>
/// <param name="Calls">How many have.</param>
[GenerateSerializer, Immutable, Alias("call-back")]
public sealed record CallBack([property: Id(0)] string? Number, [property: Id(1)] DateTimeOffset Since, [property: Id(2)] int Calls);
