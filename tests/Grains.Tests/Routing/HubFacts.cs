using ContactHub.Conversations;
using ContactHub.TestKit;

namespace ContactHub.Routing;

/// <summary>A folder for one test's files, and hosts on them, one after the other.</summary>
public abstract class HubFacts : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "contacthub-" + Guid.NewGuid().ToString("N"));

    private protected FakeClock Clock { get; } = new();

    private protected RoutingHost Hub { get; private set; } = null!;

    public async Task InitializeAsync() => Hub = await RoutingHost.Start(folder, Clock);

    public async Task DisposeAsync()
    {
        await Hub.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Kills the hub and starts another one on the same files.</summary>
    private protected async Task CrashAndRestart()
    {
        await Hub.Crash();
        Hub = await RoutingHost.Start(folder, Clock);
    }

    private protected Task<FakeScreen> Screen(string agentId, string connectionId = "screen") => FakeScreen.Open(Hub, agentId, connectionId);

    private protected Task Offered(FakeScreen screen, string conversationId) =>
        Hub.Until(() => screen.Offers.ContainsKey(conversationId), $"an offer of {conversationId} to {screen.AgentId}");

    private protected Task Owned(string conversationId, Owner owner) =>
        Hub.Until(async () => await Hub.OwnerOf(conversationId) == owner, $"{conversationId} owned by {owner}");
}
