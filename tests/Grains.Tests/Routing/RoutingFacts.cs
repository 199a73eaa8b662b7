using ContactHub.Conversations;

namespace ContactHub.Routing;

/// <summary>What queues and agents do, seen from agents' screens.</summary>
public abstract class RoutingFacts : HubFacts
{
    private protected Task<FakeScreen> Screen(string agentId, string connectionId = "screen") => FakeScreen.Open(Hub, agentId, connectionId);

    private protected Task Offered(FakeScreen screen, string conversationId) =>
        Hub.Until(() => screen.Offers.ContainsKey(conversationId), $"an offer of {conversationId} to {screen.AgentId}");

    private protected Task Owned(string conversationId, Owner owner) =>
        Hub.Until(async () => await Hub.OwnerOf(conversationId) == owner, $"{conversationId} owned by {owner}");
}
