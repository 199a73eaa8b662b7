using System.Globalization;
using ContactHub.LoadTest.RealHub;
using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Targets;

/// <summary>
/// The real hub: a citizen opens a conversation, an agent takes it from the bot, and what the citizen sends is measured
/// to the agent's screen (docs/protocol.md, sections 5 and 7).
/// </summary>
/// <param name="hubs">Where the nodes are; a citizen and his agent are on different ones if there are several.</param>
/// <param name="agentCookie">Cookie header of somebody who may take any conversation.</param>
/// <param name="idleSays">Whether an idle visitor opens the conversation by a first message.</param>
internal sealed class HubTarget(HubAddresses hubs, string agentCookie, bool idleSays = false) : ILoadTarget, IDisposable
{
    // Each run opens new conversations, and so needs citizens whom the hub has not seen.
    private static int _citizens;

    private readonly VisitorSessions[] _sessions = [.. Enumerable.Range(0, hubs.Count).Select(node => new VisitorSessions(hubs.At(node)))];
    private readonly Dictionary<string, string> _agentHeaders = new() { ["Cookie"] = agentCookie };

    public bool Acknowledges => true;

    public async Task<IPairLink> ConnectAsync(int pair, IPairEvents events, CancellationToken cancel)
    {
        int number = Interlocked.Increment(ref _citizens);
        VisitorSession session = await OpenAsync(number, cancel);
        HubCaller citizen = await HubCaller.OpenAsync(
            VisitorHub(hubs.At(number), session), record => Receipts.Take(record, events), null, LoopbackAddress.Of(number), cancel);
        await citizen.CallAsync("join", [0], cancel);
        await citizen.CallAsync("send", [new { clientId = "the-opening", text = "Merhaba" }], cancel);
        HubCaller agent = await HubCaller.OpenAsync(
            // Lists carry a preview of the same text; only the timeline counts as delivery.
            new Uri(hubs.At(number + 1), "/hubs/desk"), record => Deliveries.Take(record, "events"u8, events), _agentHeaders, null, cancel);
        await agent.CallAsync("open", [session.ConversationId, 0], cancel);
        await agent.CallAsync("take", [session.ConversationId, new { clientId = "take-over" }], cancel);
        string run = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..12];
        return new PairLink(pair, agent, citizen.Connection, new MessageTemplate("send", true, $"{{\"clientId\":\"{run}-#\",\"text\":\"", "\"}"));
    }

    public async Task<HubConnection> ConnectIdleAsync(CancellationToken cancel)
    {
        int number = Interlocked.Increment(ref _citizens);
        VisitorSession session = await OpenAsync(number, cancel);
        HubCaller visitor = await HubCaller.OpenAsync(VisitorHub(hubs.At(number), session), _ => { }, null, LoopbackAddress.Of(number), cancel);
        await visitor.CallAsync("join", [0], cancel);
        if (idleSays)
            await visitor.CallAsync("send", [new { clientId = "the-opening", text = "Merhaba" }], cancel);
        return visitor.Connection;
    }

    public void Dispose()
    {
        foreach (VisitorSessions sessions in _sessions)
            sessions.Dispose();
    }

    /// <summary>Where a citizen with this session connects.</summary>
    public static Uri VisitorHub(Uri hub, VisitorSession session) =>
        new(hub, "/hubs/visitor?access_token=" + Uri.EscapeDataString(session.Token));

    private Task<VisitorSession> OpenAsync(int number, CancellationToken cancel) => _sessions[number % hubs.Count].OpenAsync(number, cancel);
}
