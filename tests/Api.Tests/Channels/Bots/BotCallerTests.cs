using System.Net;

namespace ContactHub.Bots.Tests;

/// <summary>Whose calls are taken: by the secret in the address, and by a token where one is asked for.</summary>
public sealed class BotCallerTests(BotStage stage) : IClassFixture<BotStage>
{
    [Fact]
    public async Task A_bot_is_known_by_its_own_secret_and_by_no_other()
    {
        var mine = await stage.Begin("open");
        var others = await stage.Begin("signed");

        Assert.Equal(HttpStatusCode.OK, (await stage.Answer(mine, "Bir")).StatusCode);
        foreach (var path in new[] { "open/the-secret-that-nobody-guesses-of-signed", "signed/the-secret-that-nobody-guesses-of-open", "open/x", "nobody/the-secret-that-nobody-guesses-of-open", "open/THE-SECRET-THAT-NOBODY-GUESSES-OF-OPEN" })
            await BotStage.Refused(HttpStatusCode.NotFound, "NotFound", At(mine, path));
        await BotStage.Refused(HttpStatusCode.NotFound, "NotFound", stage.Call(mine, HttpMethod.Post, $"v3/conversations/{others.ConversationId}/activities", new { type = "message", text = "İki" }));
        Assert.Equal(["Bir"], await stage.Words(mine.ConversationId));
        Assert.Empty(await stage.Words(others.ConversationId));
    }

    [Fact]
    public async Task A_secret_that_was_changed_is_good_as_long_as_it_is_listed_and_the_new_one_is_handed_out()
    {
        var message = await stage.Begin("open");

        Assert.DoesNotContain(BotStage.OldSecret, message.Activity.GetProperty("serviceUrl").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await At(message, $"open/{BotStage.OldSecret}")).StatusCode);
        await BotStage.Refused(HttpStatusCode.NotFound, "NotFound", At(message, $"signed/{BotStage.OldSecret}"));
        Assert.Equal(["Bir"], await stage.Words(message.ConversationId));
    }

    [Fact]
    public async Task A_bot_that_has_to_show_a_token_is_refused_without_a_good_one()
    {
        var message = await stage.Begin("token");
        var now = TimeProvider.System.GetUtcNow();

        await BotStage.Refused(HttpStatusCode.Unauthorized, "Unauthorized", stage.Answer(message, "Yok"));
        await BotStage.Refused(HttpStatusCode.Unauthorized, "Unauthorized", stage.Answer(message, "Başkasının", stage.Issuer.Token("another-hub", now)));
        await BotStage.Refused(HttpStatusCode.Unauthorized, "Unauthorized", stage.Answer(message, "Eski", stage.Issuer.Token("the-hub", now.AddHours(-2))));
        await BotStage.Refused(HttpStatusCode.NotFound, "NotFound", At(message, "token/a-token-does-not-do-without-the-secret", stage.Issuer.Token("the-hub", now)));
        Assert.Equal(HttpStatusCode.OK, (await stage.Answer(message, "İyi", stage.Issuer.Token("the-hub", now))).StatusCode);
        Assert.Equal(["İyi"], await stage.Words(message.ConversationId));
    }

    [Fact]
    public async Task A_token_is_of_no_use_to_another_bot()
    {
        var others = await stage.Begin("open");
        var mine = await stage.Begin("token");
        var token = stage.Issuer.Token("the-hub", TimeProvider.System.GetUtcNow());

        await BotStage.Refused(HttpStatusCode.NotFound, "NotFound", stage.Call(
            mine, HttpMethod.Post, $"v3/conversations/{others.ConversationId}/activities", new { type = "message", text = "Öteki" }, token));
        Assert.Empty(await stage.Words(others.ConversationId));
    }

    [Fact]
    public async Task An_invoke_is_refused_with_the_reason_and_other_activities_without_a_place_here_are_taken()
    {
        var message = await stage.Begin("open");

        foreach (var type in new[] { "invoke", "invokeResponse" })
        {
            await BotStage.Refused(HttpStatusCode.BadRequest, "BadArgument", stage.Call(
                message, HttpMethod.Post, $"v3/conversations/{message.ConversationId}/activities", new { type, name = "adaptiveCard/action", value = new { status = 200 } }));
        }

        using var trace = await stage.Call(message, HttpMethod.Post, $"v3/conversations/{message.ConversationId}/activities", new { type = "trace" });
        Assert.Equal(HttpStatusCode.OK, trace.StatusCode);
        Assert.Empty(await stage.Words(message.ConversationId));
    }

    /// <summary>Says "Bir" to a conversation below a path of the caller's making.</summary>
    private async Task<HttpResponseMessage> At(Received to, string path, string? token = null)
    {
        using var http = new HttpClient { BaseAddress = stage.Hub.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{BotRegistry.Path}/{path}/v3/conversations/{to.ConversationId}/activities");
        request.Content = System.Net.Http.Json.JsonContent.Create(new { type = "message", text = "Bir" });
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        return await http.SendAsync(request);
    }
}
