using System.Collections.Immutable;
using ContactHub.Agents;

namespace ContactHub.Routing;

/// <summary>Something the queue grain has to do about a decision.</summary>
public abstract record RoutingEffect(string AgentId);

/// <summary>Show an offer to the agent.</summary>
public sealed record MakeOffer(string AgentId, ConversationOffer Offer) : RoutingEffect(AgentId);

/// <summary>Take an offer from the agent's screens.</summary>
/// <param name="Reason">lapsed, declined, taken or unavailable.</param>
public sealed record WithdrawOffer(string AgentId, string ConversationId, string Reason) : RoutingEffect(AgentId);

/// <summary>The agent let too many offers lapse; stop offering until the agent says otherwise.</summary>
public sealed record SetAway(string AgentId) : RoutingEffect(AgentId);

/// <summary>What follows from one decision.</summary>
public sealed record RoutingStep(QueueState State, ImmutableArray<RoutingEffect> Effects)
{
    /// <summary>A decision that asks nothing of anybody.</summary>
    public static RoutingStep Quiet(QueueState state) => new(state, []);
}
