using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Hubs.Tests;
using ContactHub.Realtime;

namespace ContactHub.Bots.Tests;

/// <summary>A hub with bots, and the bots: <c>open</c> is known by its secret alone, <c>signed</c> has an app id, <c>token</c> has to show a token.</summary>
public sealed class BotStage : IAsyncLifetime
{
    public const string AppId = "00000000-0000-4000-8000-000000000001";
    public const string Url = "https://hub.example.bel.tr";
    public const string OldSecret = "the-secret-that-a-bot-had-before-this-one";
    private int _said;

    internal FakeBot Bot { get; private set; } = null!;

    internal TokenIssuer Issuer { get; private set; } = null!;

    internal RunningHub Hub { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Bot = await FakeBot.Start();
        Issuer = await TokenIssuer.Start();
        Hub = await RunningHub.Start(
        [
            $"--Bots:Url={Url}", "--Outbound:AllowedNetworks:0=127.0.0.0/8", "--Bots:Registered:0:FileHosts:0=127.0.0.1", $"--Bots:Registered:0:Sites:1={RunningHub.Site}",
            .. Settings(0, "open"), $"--Bots:Registered:0:OldSecrets:0={OldSecret}",
            .. Settings(1, "signed"), $"--Bots:Registered:1:AppId={AppId}",
            .. Settings(2, "token"), $"--Bots:Registered:2:CallbackIssuer={TokenIssuer.Name}", $"--Bots:Registered:2:CallbackMetadata={Issuer.Metadata}",
            "--Bots:Registered:2:CallbackAudience=the-hub",
        ]);
    }

    public async Task DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Issuer.DisposeAsync();
        await Bot.DisposeAsync();
    }

    /// <summary>Begins a conversation with a bot; answers the citizen's message as the bot got it.</summary>
    internal async Task<Received> Begin(string bot)
    {
        var id = ConversationIds.New(TimeProvider.System);
        await Say(id, "Merhaba", new Opening($"citizen-{id}", "tr", "Ayşe", SiteId: bot));
        return await Bot.Gets(id, one => one.Type == "message");
    }

    internal async Task Say(string conversationId, string text, Opening? opening = null)
    {
        var citizen = new Actor(ActorKind.Citizen, $"citizen-{conversationId}", "Ayşe");
        var result = await Do(conversationId, new PostMessage(citizen, $"said-{Interlocked.Increment(ref _said)}", Channels.Chat, text, Opening: opening));
        Assert.True(result.Succeeded, result.Error.ToString());
    }

    internal Task<CommandResult> Do(string conversationId, ConversationCommand command) => Hub.Grains.GetGrain<IConversationGrain>(conversationId).Execute(command);

    /// <summary>What a bot said, in order.</summary>
    internal async Task<IReadOnlyList<string>> Words(string conversationId) =>
        [.. (await Timeline(conversationId)).Where(entry => entry.By.Kind == ActorKind.Bot).Select(entry => entry.Event).OfType<MessagePosted>().Select(message => message.Text)];

    internal async Task<IReadOnlyList<TimelineEntry>> Timeline(string conversationId) =>
        [.. (await Hub.Log.Read(conversationId, 0, 1_000)).Select(EventCodec.FromStored)];

    /// <summary>A bot says something, in answer to an activity.</summary>
    internal Task<HttpResponseMessage> Answer(Received to, string text, string? token = null) =>
        Call(to, HttpMethod.Post, $"v3/conversations/{to.ConversationId}/activities/{to.Id}", new { type = "message", text }, token);

    internal Task<HttpResponseMessage> Call(Received to, HttpMethod method, string rest, object? body = null, string? token = null) =>
        Bot.Call(Hub.Address, to, method, rest, body, token);

    /// <summary>Something of the hub's that is open to all.</summary>
    internal async Task<JsonElement> Get(string path)
    {
        using var http = new HttpClient { BaseAddress = Hub.Address };
        return await http.GetFromJsonAsync<JsonElement>(path);
    }

    internal static async Task Refused(HttpStatusCode status, string code, Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
        Assert.Equal((status, code), (answer.StatusCode, error.GetProperty("code").GetString()));
    }

    private string[] Settings(int number, string id) =>
    [
        $"--Bots:Registered:{number}:Id={id}", $"--Bots:Registered:{number}:Name=Deneme", $"--Bots:Registered:{number}:Sites:0={id}",
        $"--Bots:Registered:{number}:Endpoint={new Uri(Bot.Address, $"/{id}/api/messages")}", $"--Bots:Registered:{number}:Secret=the-secret-that-nobody-guesses-of-{id}",
    ];
}
