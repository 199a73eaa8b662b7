using System.Collections.Immutable;
using ContactHub.Agents;

namespace ContactHub.Routing;

/// <summary>
/// The queue of one department; the key is the department id. Holds no truth: what waits is what the log says is owned by the queue, and the
/// grain rebuilds itself from that when it activates. Calls are hints and idempotent.
/// </summary>
[Alias("queue")]
public interface IQueueGrain : IGrainWithStringKey
{
    /// <summary>A conversation waits (again).</summary>
    [Alias("enqueue")]
    Task Enqueue(QueuedConversation conversation);

    /// <summary>A conversation no longer waits here.</summary>
    [Alias("remove")]
    Task Remove(string conversationId);

    /// <summary>An agent's presence, capacity or load changed.</summary>
    [Alias("agent-changed")]
    Task AgentChanged(AgentState agent);

    /// <summary>The agent takes the offered conversation. <see cref="OfferAnswer.Gone"/> when the offer lapsed or went to somebody else.</summary>
    [Alias("accept")]
    Task<OfferAnswer> Accept(string conversationId, string agentId, string agentName);

    /// <summary>The agent does not take it; it is offered to the next one.</summary>
    [Alias("decline")]
    Task Decline(string conversationId, string agentId);

    /// <summary>Who waits and who works, now.</summary>
    [Alias("status"), ReadOnly]
    Task<QueueStatus> Status();

    /// <summary>Push status to an Api node, at most once a second. Lapses after 5 minutes unless renewed.</summary>
    [Alias("subscribe")]
    Task Subscribe(IQueueObserver observer);
}

/// <summary>An Api node that shows this queue. Calls are hints.</summary>
[Alias("queue-observer")]
public interface IQueueObserver : IGrainObserver
{
    [Alias("status"), OneWay]
    Task OnStatus(QueueStatus status);
}

/// <summary>A conversation that waits.</summary>
[GenerateSerializer, Immutable, Alias("queued-conversation")]
public sealed record QueuedConversation(
    [property: Id(0)] string ConversationId,
    [property: Id(1)] DateTimeOffset QueuedAt,
    [property: Id(2)] int Priority,
    [property: Id(3)] string Language,
    [property: Id(4)] string? PreferredAgentId);

/// <summary>What became of an accepted offer.</summary>
[GenerateSerializer, Alias("offer-answer")]
public enum OfferAnswer
{
    /// <summary>The agent owns the conversation.</summary>
    Assigned = 0,
    /// <summary>It lapsed or went to somebody else.</summary>
    Gone = 1,
    /// <summary>The store can't take writes; try again.</summary>
    Unavailable = 2,
}

/// <summary>A department's queue and people, for lists and the wallboard.</summary>
/// <param name="WaitSeconds">Estimated wait of somebody who joins now; null when there is nothing to estimate from.</param>
[GenerateSerializer, Immutable, Alias("queue-status")]
public sealed record QueueStatus(
    [property: Id(0)] string DepartmentId,
    [property: Id(1)] int Waiting,
    [property: Id(2)] DateTimeOffset? OldestQueuedAt,
    [property: Id(3)] int? WaitSeconds,
    [property: Id(4)] ImmutableArray<AgentState> Agents);
