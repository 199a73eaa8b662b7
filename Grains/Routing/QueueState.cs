using System.Collections.Immutable;
using ContactHub.Agents;

namespace ContactHub.Routing;

/// <summary>An offer that an agent has not answered yet.</summary>
public sealed record PendingOffer(string ConversationId, string AgentId, DateTimeOffset Until);

/// <summary>A conversation that got an agent; the estimated wait is made from the latest of them.</summary>
/// <param name="AgentsOnline">How many agents were available at that time, at least 1.</param>
public sealed record Assignment(DateTimeOffset QueuedAt, DateTimeOffset At, int AgentsOnline);

/// <summary>Everything routing knows of one department. Immutable; <see cref="RoutingDecisions"/> makes the next one.</summary>
public sealed record QueueState
{
    public static readonly QueueState Empty = new();

    /// <summary>By conversation id.</summary>
    public ImmutableDictionary<string, QueuedConversation> Waiting { get; init; } = ImmutableDictionary.Create<string, QueuedConversation>(StringComparer.Ordinal);

    /// <summary>The same conversations in the order in which they are served, those with an offer included.</summary>
    public ImmutableSortedSet<QueuedConversation> Order { get; init; } = ImmutableSortedSet.Create<QueuedConversation>(WaitingOrder.Instance);

    /// <summary>The department's agents, by id.</summary>
    public ImmutableDictionary<string, AgentState> Agents { get; init; } = ImmutableDictionary.Create<string, AgentState>(StringComparer.Ordinal);

    /// <summary>Agents who left the department, with the version of the news that said so: older news may come after it.</summary>
    public ImmutableDictionary<string, long> Left { get; init; } = ImmutableDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>By conversation id; a conversation has at most one.</summary>
    public ImmutableDictionary<string, PendingOffer> Offers { get; init; } = ImmutableDictionary.Create<string, PendingOffer>(StringComparer.Ordinal);

    /// <summary>By conversation id: which agents did not take it, and when they last declined it or let it lapse.</summary>
    public ImmutableDictionary<string, ImmutableDictionary<string, DateTimeOffset>> Refusals { get; init; } =
        ImmutableDictionary.Create<string, ImmutableDictionary<string, DateTimeOffset>>(StringComparer.Ordinal);

    /// <summary>How many offers an agent has let lapse in a row.</summary>
    public ImmutableDictionary<string, int> Lapses { get; init; } = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Agents who could not be shown an offer; they get none until news of them arrives.</summary>
    public ImmutableHashSet<string> Unreachable { get; init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The latest assignments, oldest first.</summary>
    public ImmutableList<Assignment> Assignments { get; init; } = [];

    /// <summary>How many agents take conversations now, those at their capacity included.</summary>
    public int AgentsOnline => Agents.Values.Count(agent => agent.Presence == Presence.Available);

    /// <summary>1 is next; 0 when the conversation does not wait here.</summary>
    public int Position(string conversationId) =>
        Waiting.TryGetValue(conversationId, out var conversation) ? Order.IndexOf(conversation) + 1 : 0;
}

/// <summary>Higher priority first, then who has waited longest; the id settles the rest, so that the order is total.</summary>
public sealed class WaitingOrder : IComparer<QueuedConversation>
{
    public static readonly WaitingOrder Instance = new();

    public int Compare(QueuedConversation? x, QueuedConversation? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var byPriority = y.Priority.CompareTo(x.Priority);
        if (byPriority != 0) return byPriority;
        var byTime = x.QueuedAt.CompareTo(y.QueuedAt);
        return byTime != 0 ? byTime : string.CompareOrdinal(x.ConversationId, y.ConversationId);
    }
}
