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

    public static async Task<WebhookStage> Start(string setting = "Webhooks:FirstPause", string value = "00:00:05")
    {
        var settings = new Dictionary<string, string?> { ["Outbound:AllowedNetworks:0"] = "127.0.0.0/8", ["Webhooks:Timeout"] = "00:01:00", [setting] = value };
        var hub = await TestHub.Start(settings: settings);
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
    /// <param name="step">Requests time out by this clock, while receivers answer at their own pace: larger steps only where that does no harm.</param>
    public Task Until(Func<bool> condition, TimeSpan? step = null) => Eventually.Holds(() =>
    {
        if (condition()) return true;
        Hub.Clock.Advance(step ?? TimeSpan.FromMilliseconds(50));
        return false;
    });

    public async Task<JsonNode> Webhook(string id) =>
        (await Admin.GetJson(Path))["items"]!.AsArray().Single(webhook => (string)webhook!["id"]! == id)!;

    public async Task<IReadOnlyList<JsonNode>> Deliveries(string id, string query = "") =>
        [.. (await Admin.GetJson($"{Path}/{id}/deliveries{query}"))["items"]!.AsArray().Select(delivery => delivery!)];

    /// <summary>Waits until the delivery log says it; looks now and then only, as the number of requests is limited.</summary>
    public Task Logged(string id, Func<IReadOnlyList<JsonNode>, bool> condition)
    {
        var round = 0;
        return Eventually.Holds(async () =>
        {
            if (round++ % 5 == 0 && condition(await Deliveries(id))) return true;
            Hub.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return false;
        });
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
