using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ContactHub.Conversations;

namespace ContactHub.Bots.Tests;

/// <summary>What bots say without having been asked, and to whom.</summary>
public sealed class BotProactiveTests(BotStage stage) : IClassFixture<BotStage>
{
    private static readonly Actor Deniz = new(ActorKind.Agent, "a-deniz", "Deniz");

    [Fact]
    public async Task A_bot_speaks_by_itself_in_reply_to_an_activity_that_never_was()
    {
        var message = await stage.Begin("open");

        using var answer = await stage.Call(message, HttpMethod.Post, $"v3/conversations/{message.ConversationId}/activities/{Guid.NewGuid()}", new { type = "message", text = "Başvurunuz hazır" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var said = (await stage.Timeline(message.ConversationId))[^1];
        Assert.Equal(("Başvurunuz hazır", null), (((MessagePosted)said.Event).Text, ((MessagePosted)said.Event).ReplyToSeq));
        Assert.Equal(ActivityIds.Of(message.ConversationId, said.Seq), (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task While_a_person_has_the_conversation_and_after_its_end_nothing_that_it_says_is_shown()
    {
        var message = await stage.Begin("open");
        await stage.Do(message.ConversationId, new TakeConversation(Deniz, "take", "taken"));

        await BotStage.Refused(HttpStatusCode.Forbidden, "NotBotsTurn", Speak(message));
        await BotStage.Refused(HttpStatusCode.Forbidden, "NotBotsTurn", Create(message, new { members = new[] { new { id = Citizen(message) } }, activity = new { type = "message", text = "Ben" } }));
        using (var typing = await stage.Call(message, HttpMethod.Post, $"v3/conversations/{message.ConversationId}/activities", new { type = "typing" }))
            Assert.Equal(HttpStatusCode.OK, typing.StatusCode);
        await stage.Do(message.ConversationId, new ResolveConversation(Deniz, "done"));

        await BotStage.Refused(HttpStatusCode.Forbidden, "NotBotsTurn", Speak(message));
        await BotStage.Refused(HttpStatusCode.NotFound, "NotFound", Create(message, new { members = new[] { new { id = Citizen(message) } } }));
        Assert.Empty(await stage.Words(message.ConversationId));
    }

    [Fact]
    public async Task A_conversation_that_a_bot_creates_is_the_open_one_that_it_has_with_the_citizen()
    {
        var message = await stage.Begin("open");

        using var made = await Create(message, new { bot = new { id = "open" }, members = new[] { new { id = Citizen(message) } }, activity = new { type = "message", text = "Merhaba yine" } });

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var body = await made.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(message.ConversationId, body.GetProperty("id").GetString());
        Assert.Equal(message.Activity.GetProperty("serviceUrl").GetString(), body.GetProperty("serviceUrl").GetString());
        Assert.Equal(["Merhaba yine"], await stage.Words(message.ConversationId));
    }

    [Fact]
    public async Task Nobody_is_reached_whom_the_bot_does_not_talk_with()
    {
        var mine = await stage.Begin("open");
        var others = await stage.Begin("signed");

        await BotStage.Refused(HttpStatusCode.NotFound, "NotFound", Create(mine, new { members = new[] { new { id = Citizen(others) } } }));
        await BotStage.Refused(HttpStatusCode.NotFound, "NotFound", Create(mine, new { members = new[] { new { id = "nobody" } } }));
        await BotStage.Refused(HttpStatusCode.BadRequest, "BadArgument", Create(mine, new { members = new[] { new { id = Citizen(mine) }, new { id = Citizen(others) } } }));
        await BotStage.Refused(HttpStatusCode.BadRequest, "BadArgument", Create(mine, new { isGroup = false }));
    }

    private static string Citizen(Received message) => message.Activity.GetProperty("from").GetProperty("id").GetString()!;

    private Task<HttpResponseMessage> Speak(Received message) =>
        stage.Call(message, HttpMethod.Post, $"v3/conversations/{message.ConversationId}/activities", new { type = "message", text = "Bir şey daha" });

    private Task<HttpResponseMessage> Create(Received message, object body) => stage.Call(message, HttpMethod.Post, "v3/conversations", body);
}
