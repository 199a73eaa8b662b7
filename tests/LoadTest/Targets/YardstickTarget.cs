using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Targets;

/// <summary>The bare relay or the least durable hub: both have Join, Post and a "message" push.</summary>
internal sealed class YardstickTarget(Uri server, bool acknowledges) : ILoadTarget
{
    public bool Acknowledges => acknowledges;

    public async Task<IPairLink> ConnectAsync(int pair, IPairEvents events, CancellationToken cancel)
    {
        Uri url = new(server, "/hub");
        // As long as a conversation's id in the durable table of the published figures: 33 characters.
        string stream = "s" + Guid.NewGuid().ToString("N");
        HubCaller agent = await HubCaller.OpenAsync(url, record => Deliveries.Take(record, "message"u8, events), null, null, cancel);
        await agent.CallAsync("Join", [stream], cancel);
        HubConnection citizen = await HubConnection.OpenAsync(url, record => Receipts.Take(record, events), null, null, cancel);
        return new PairLink(pair, agent, citizen, new MessageTemplate("Post", acknowledges, $"\"{stream}\",\"", "\""));
    }

    public async Task<HubConnection> ConnectIdleAsync(CancellationToken cancel)
    {
        HubCaller visitor = await HubCaller.OpenAsync(new Uri(server, "/hub"), _ => { }, null, null, cancel);
        await visitor.CallAsync("Join", ["s" + Guid.NewGuid().ToString("N")], cancel);
        return visitor.Connection;
    }
}
