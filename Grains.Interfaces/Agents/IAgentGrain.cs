using System.Collections.Immutable;

namespace ContactHub.Agents;

/// <summary>What an agent chose, or what the hub found out.</summary>
[GenerateSerializer, Alias("presence")]
public enum Presence
{
    /// <summary>No screen is connected.</summary>
    Offline = 0,
    /// <summary>Takes new conversations.</summary>
    Available = 1,
    /// <summary>Works, but takes no new conversations.</summary>
    Busy = 2,
    /// <summary>On a break, or the last screen was gone for longer than the grace time.</summary>
    Away = 3,
}

/// <summary>An agent as routing sees one.</summary>
/// <param name="Capacity">How many conversations at once.</param>
/// <param name="IdleSince">When the agent last finished or got a conversation; the longest idle goes first among equals.</param>
/// <param name="Version">Grows with every change: news may come out of order, and older ones are ignored.</param>
/// <param name="Phone">What the agent does on the telephone; who talks or wraps up is busy, however available otherwise.</param>
/// <param name="Chosen">The presence without the telephone.</param>
[GenerateSerializer, Immutable, Alias("agent-state")]
public sealed record AgentState(
    [property: Id(0)] string AgentId,
    [property: Id(1)] string Name,
    [property: Id(2)] Presence Presence,
    [property: Id(3)] int Capacity,
    [property: Id(4)] ImmutableArray<string> Conversations,
    [property: Id(5)] DateTimeOffset IdleSince,
    [property: Id(6)] ImmutableArray<string> Departments,
    [property: Id(7)] ImmutableArray<string> Languages,
    [property: Id(8)] long Version = 0,
    [property: Id(9)] PhoneUse Phone = PhoneUse.Free,
    [property: Id(10)] Presence Chosen = Presence.Offline);

/// <summary>
/// A member of staff at work; the key is the account id. Name, capacity and departments come from the accounts, current conversations from the
/// log; presence lives here. Away when the last connection is gone for a grace time; the conversations go back to the queue after a longer one.
/// </summary>
[Alias("agent")]
public interface IAgentGrain : IGrainWithStringKey
{
    /// <summary>A screen connected. The observer is the Api node's; calling again renews it (every minute; lapses after 3).</summary>
    [Alias("connect")]
    Task<AgentState> Connect(string connectionId, IAgentObserver observer);

    /// <summary>A screen closed.</summary>
    [Alias("disconnect")]
    Task Disconnect(string connectionId);

    /// <summary>The agent's own choice: available, busy or away; offline signs out of routing.</summary>
    [Alias("set-presence")]
    Task<AgentState> SetPresence(Presence presence);

    /// <summary>The agent owns a conversation from now on (hint; idempotent).</summary>
    [Alias("assigned")]
    Task Assigned(string conversationId);

    /// <summary>The agent no longer owns a conversation (hint; idempotent).</summary>
    [Alias("released")]
    Task Released(string conversationId);

    /// <summary>Show an offer on the agent's screens. False when no screen is there to show it, or the agent takes no more (another queue was quicker).</summary>
    [Alias("offer")]
    Task<bool> Offer(ConversationOffer offer);

    /// <summary>Take an offer from the agent's screens.</summary>
    [Alias("withdraw")]
    Task Withdraw(string conversationId, string reason);

    /// <summary>The exchange tells what a call is to this agent. Whoever tells it repeats it every half minute; unrepeated, it lapses.</summary>
    [Alias("call-changed")]
    Task CallChanged(AgentCall call);

    /// <summary>The exchange says whether the agent's phone is in use, whatever for.</summary>
    [Alias("phone-in-use")]
    Task PhoneInUse(bool inUse);

    /// <summary>More time to wrap up a call; nothing when it is not being wrapped up.</summary>
    [Alias("extend-wrap-up")]
    Task ExtendWrapUp(string callId);

    /// <summary>Done with wrapping up a call, or seen what came to nothing.</summary>
    [Alias("finish-call")]
    Task FinishCall(string callId);

    /// <summary>The agent's calls, the oldest first.</summary>
    [Alias("calls"), ReadOnly]
    Task<ImmutableArray<AgentCall>> Calls();

    /// <summary>Tell this observer too, without a screen of the agent's being there. Renewed and lapsing as in <see cref="Connect"/>.</summary>
    [Alias("watch")]
    Task<AgentState> Watch(IAgentObserver observer);

    /// <summary>Account data (name, departments, capacity) changed.</summary>
    [Alias("refresh")]
    Task Refresh();

    /// <summary>Now.</summary>
    [Alias("get"), ReadOnly]
    Task<AgentState> Get();
}

/// <summary>A conversation offered to an agent until <paramref name="Until"/>.</summary>
[GenerateSerializer, Immutable, Alias("conversation-offer")]
public sealed record ConversationOffer(
    [property: Id(0)] string ConversationId,
    [property: Id(1)] string DepartmentId,
    [property: Id(2)] DateTimeOffset QueuedAt,
    [property: Id(3)] DateTimeOffset Until);

/// <summary>An Api node with screens of this agent. Calls are hints.</summary>
[Alias("agent-observer")]
public interface IAgentObserver : IGrainObserver
{
    [Alias("state"), OneWay]
    Task OnState(AgentState state);

    [Alias("offer"), OneWay]
    Task OnOffer(string agentId, ConversationOffer offer);

    /// <summary>The offer is no more: accepted, declined, lapsed, taken.</summary>
    [Alias("offer-withdrawn"), OneWay]
    Task OnOfferWithdrawn(string agentId, string conversationId, string reason);

    /// <summary>All calls of the agent, as they are now.</summary>
    [Alias("agent-calls"), OneWay]
    Task OnCalls(string agentId, ImmutableArray<AgentCall> calls);
}
