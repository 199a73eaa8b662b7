using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContactHub.Agents;

namespace ContactHub.Routing;

/// <summary>What an agent's screen has been shown.</summary>
internal sealed class FakeScreen : IAgentObserver
{
    private readonly Lock gate = new();
    private IAgentObserver reference = null!;

    private FakeScreen(GrainHost hub, string agentId, string connectionId) => (Hub, AgentId, ConnectionId) = (hub, agentId, connectionId);

    public GrainHost Hub { get; }

    public string AgentId { get; }

    public string ConnectionId { get; }

    /// <summary>Open offers, by conversation.</summary>
    public ConcurrentDictionary<string, ConversationOffer> Offers { get; } = new(StringComparer.Ordinal);

    /// <summary>Why offers were withdrawn, by conversation.</summary>
    public ConcurrentDictionary<string, string> Withdrawn { get; } = new(StringComparer.Ordinal);

    public AgentState? State { get; private set; }

    public static async Task<FakeScreen> Open(GrainHost hub, string agentId, string connectionId)
    {
        var screen = new FakeScreen(hub, agentId, connectionId);
        screen.reference = hub.Grains.CreateObjectReference<IAgentObserver>(screen);
        await screen.Renew();
        return screen;
    }

    public async Task Renew() => await OnState(await Hub.Agent(AgentId).Connect(ConnectionId, reference));

    public Task Close() => Hub.Agent(AgentId).Disconnect(ConnectionId);

    public Task OnState(AgentState state)
    {
        lock (gate)
        {
            // News may come out of order.
            if (State is null || State.Version <= state.Version) State = state;
        }

        return Task.CompletedTask;
    }

    public Task OnOffer(string agentId, ConversationOffer offer)
    {
        Offers[offer.ConversationId] = offer;
        return Task.CompletedTask;
    }

    public Task OnOfferWithdrawn(string agentId, string conversationId, string reason)
    {
        Offers.TryRemove(conversationId, out _);
        Withdrawn[conversationId] = reason;
        return Task.CompletedTask;
    }

    /// <summary>The calls that are shown now.</summary>
    public ImmutableArray<AgentCall> Calls { get; private set; } = [];

    public Task OnCalls(string agentId, ImmutableArray<AgentCall> calls)
    {
        Calls = calls;
        return Task.CompletedTask;
    }
}
