using System.Net;
using System.Text.Json.Nodes;
using ContactHub.Accounts.Tests;
using ContactHub.Conversations;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Webhooks.Tests;

/// <summary>A hub with an administrator, a receiver, and conversations in which things happen.</summary>
internal sealed class WebhookStage : IAsyncDisposable
{
    public const string Path = "/api/admin/webhooks";
    private readonly Dictionary<string, long> _seqs = [];

    private WebhookStage(TestHub hub, TestBrowser admin, Receiver receiver) => (Hub, Admin, Receiver) = (hub, admin, receiver);

    public TestHub Hub { get; }

    public TestBrowser Admin { get; }

    public Receiver Receiver { get; }

    public static async Task<WebhookStage> Start(string setting = "Webhooks:Timeout", string value = "00:00:10")
    {
        var hub = await TestHub.Start(settings: new Dictionary<string, string?> { ["Outbound:AllowedNetworks:0"] = "127.0.0.0/8", [setting] = value });
        return new WebhookStage(hub, await hub.SignedIn(StaffRoles.Administrator), await Receiver.Start());
    }

    /// <summary>Registers the receiver, and answers the webhook's id and secret.</summary>
    public async Task<(string Id, string Secret)> Register(params string[] kinds)
    {
        var created = await Ok(await Admin.Post(Path, new { url = Receiver.Url, description = "CRM", kinds }));
        return ((string)created["webhook"]!["id"]!, (string)created["secret"]!);
    }

    /// <summary>Something happens in a conversation; what is said there by default.</summary>
    public async Task Happens(string conversation, params ConversationEvent[] events)
    {
        foreach (var e in events.DefaultIfEmpty(new MessagePosted("Merhaba ğüşıöç")))
        {
            var seq = _seqs.GetValueOrDefault(conversation);
            var stored = EventCodec.ToStored(new NewEntry(new Actor(ActorKind.Agent, "a1", "Ayşe"), "chat", e), Hub.Clock.GetUtcNow());
            var summary = new SummaryRow(conversation, "open", SummaryOwner.Bot, null, null, null, Hub.Clock.GetUtcNow(), "{}"u8.ToArray());
            await Hub.Services.GetRequiredService<IEventLog>().Append(new AppendRequest(conversation, seq, [stored], summary));
            _seqs[conversation] = seq + 1;
        }
    }

    /// <summary>Waits, while the hub's clock goes on, until it holds.</summary>
    public Task Until(Func<bool> condition, TimeSpan? step = null) => Eventually.Holds(() =>
    {
        if (condition()) return true;
        Hub.Clock.Advance(step ?? TimeSpan.FromMilliseconds(200));
        return false;
    });

    public async Task<JsonNode> Webhook(string id) =>
        (await Admin.GetJson(Path))["items"]!.AsArray().Single(webhook => (string)webhook!["id"]! == id)!;

    public async Task<IReadOnlyList<JsonNode>> Deliveries(string id, string query = "") =>
        [.. (await Admin.GetJson($"{Path}/{id}/deliveries{query}"))["items"]!.AsArray().Select(delivery => delivery!)];

    /// <summary>Waits until the delivery log says it.</summary>
    public async Task Logged(string id, Func<IReadOnlyList<JsonNode>, bool> condition)
    {
        while (!condition(await Deliveries(id))) Hub.Clock.Advance(TimeSpan.FromMilliseconds(200));
    }

    public static async Task<JsonNode> Ok(HttpResponseMessage response)
    {
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return await TestBrowser.Json(response);
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
