using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Files.Tests;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Bots.Tests;

/// <summary>Files between citizens and bots.</summary>
public sealed class BotFileTests(BotStage stage) : IClassFixture<BotStage>
{
    [Fact]
    public async Task A_bot_fetches_a_citizens_file_by_the_address_that_it_is_told()
    {
        var message = await stage.Begin("open");
        var file = new Attachment(await Store.Save(SampleFiles.Png), "çukur.png", "image/png", SampleFiles.Png.Length);
        var citizen = new Actor(ActorKind.Citizen, $"citizen-{message.ConversationId}", "Ayşe");
        Assert.True((await stage.Do(message.ConversationId, new PostMessage(citizen, "with-a-file", Channels.Chat, "", Attachments: [file]))).Succeeded);

        var told = await stage.Bot.Gets(message.ConversationId, one => one.Activity.List("attachments").Any());

        var attachment = Assert.Single(told.Activity.List("attachments"));
        Assert.Equal(("image/png", "çukur.png"), (attachment.Text("contentType"), attachment.Text("name")));
        var address = attachment.Text("contentUrl")!;
        Assert.StartsWith(BotStage.Url + "/", address, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody-guesses", address, StringComparison.Ordinal);
        using var http = new HttpClient { BaseAddress = stage.Hub.Address };
        Assert.Equal(SampleFiles.Png, await http.GetByteArrayAsync(new Uri(address).PathAndQuery));
        await BotStage.Refused(HttpStatusCode.NotFound, "NotFound", http.GetAsync(new Uri(address).PathAndQuery[..^4] + "AAAA"));
        await BotStage.Refused(HttpStatusCode.NotFound, "NotFound", http.GetAsync(BotFileLinks.Path));
    }

    [Fact]
    public async Task An_address_is_good_for_an_hour_and_a_bots_token_is_none()
    {
        var folder = Directory.CreateTempSubdirectory("contacthub-links-").FullName;
        var clock = new FakeClock();
        await using (var database = await Storage.HubDatabase.Start(new Storage.StorageOptions { Path = folder }, TimeProvider.System))
        {
            var bot = new BotOptions { Id = "deneme", AppId = BotStage.AppId };
            using var keys = new BotKeys(new BotKeyStore(database), database, clock);
            var registry = new BotRegistry(new BotsOptions { Url = BotStage.Url, Registered = [bot] });
            var links = new BotFileLinks(keys, registry, clock);
            var key = new Uri(Assert.Single(await links.Of("c-1", 7, [new Attachment("f", "a.png", "image/png", 1)], default))).Query["?key=".Length..];

            Assert.Equal(new BotFileLink("c-1", 7, "f"), await links.Read(key, default));
            Assert.Null(await links.Read(await new BotTokens(keys, registry, clock).For(bot, "https://hub/", default), default));
            clock.Advance(TimeSpan.FromMinutes(61));
            Assert.Null(await links.Read(key, default));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_file_within_a_message_is_kept_in_the_hub_and_shown_as_one()
    {
        var message = await stage.Begin("open");
        var data = "data:image/png;base64," + Convert.ToBase64String(SampleFiles.Png);

        await Sends(message, new { name = "harita", contentType = "image/png", contentUrl = data }, new { contentType = "application/vnd.microsoft.card.hero", content = new { title = "Yanında" } });

        var said = await LastSaid(message);
        var file = Assert.Single(said.Attachments);
        Assert.Equal(("harita.png", "image/png", SampleFiles.Png.Length), (file.Name, file.ContentType, file.Size));
        Assert.Equal(SampleFiles.Png, await Store.Read(file.Id));
        Assert.Equal("Yanında", Assert.Single(said.Cards).Title);
        Assert.Equal("", said.Text);
    }

    [Fact]
    public async Task A_file_that_was_sent_ahead_can_be_looked_at_and_named_in_a_message()
    {
        var message = await stage.Begin("open");
        using var upload = await stage.Call(message, HttpMethod.Post, $"v3/conversations/{message.ConversationId}/attachments",
            new { type = "text/plain", name = "dilekçe.txt", originalBase64 = Convert.ToBase64String(SampleFiles.Text) });
        Assert.Equal(HttpStatusCode.Created, upload.StatusCode);
        var id = (await upload.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();

        using var info = await stage.Call(message, HttpMethod.Get, $"v3/attachments/{id}");
        var views = (await info.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("views");
        Assert.Equal(("original", SampleFiles.Text.Length), (views[0].GetProperty("viewId").GetString(), views[0].GetProperty("size").GetInt32()));
        using var view = await stage.Call(message, HttpMethod.Get, $"v3/attachments/{id}/views/original");
        Assert.Equal(SampleFiles.Text, await view.Content.ReadAsByteArrayAsync());
        await Sends(message, new { name = "dilekçe.txt", contentType = "text/plain", contentUrl = $"{message.Activity.Text("serviceUrl")}v3/attachments/{id}/views/original" });

        Assert.Equal("dilekçe.txt", Assert.Single((await LastSaid(message)).Attachments).Name);
        var others = await stage.Begin("signed");
        await BotStage.Refused(HttpStatusCode.NotFound, "NotFound", stage.Call(others, HttpMethod.Get, $"v3/attachments/{id}"));
        await BotStage.Refused(HttpStatusCode.BadRequest, "BadArgument", Send(others, new { contentUrl = $"{others.Activity.Text("serviceUrl")}v3/attachments/{id}/views/original" }));
        Assert.Empty(await stage.Words(others.ConversationId));
    }

    [Fact]
    public async Task A_file_is_fetched_from_a_host_that_is_listed_for_the_bot_and_is_a_link_elsewhere()
    {
        var message = await stage.Begin("open");
        var listed = new Uri(stage.Bot.Address, "/plan.png");
        var other = new UriBuilder(listed) { Host = "localhost" }.Uri;

        await Sends(message, new { name = "plan.png", contentType = "image/png", contentUrl = listed }, new { name = "öteki.png", contentType = "image/png", contentUrl = other },
            new { name = "yok.png", contentType = "image/png", contentUrl = new Uri(listed, "/missing.png") });

        var said = await LastSaid(message);
        Assert.Equal(("plan.png", SampleFiles.Png.Length), (Assert.Single(said.Attachments).Name, said.Attachments[0].Size));
        Assert.Equal($"[öteki.png]({other})\n\n[yok.png]({new Uri(listed, "/missing.png")})", said.Text);
    }

    [Fact]
    public async Task A_file_that_is_not_taken_is_refused_with_the_reason_and_nothing_is_shown()
    {
        var message = await stage.Begin("open");

        await BotStage.Refused(HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType", Send(message, new { name = "a.png", contentUrl = "data:image/png;base64," + Convert.ToBase64String("MZ\u0090\0"u8) }));
        await BotStage.Refused(HttpStatusCode.BadRequest, "BadArgument", Send(message, new { name = "a.png", contentUrl = "data:image/png;base64,!" }));
        await BotStage.Refused(HttpStatusCode.BadRequest, "BadArgument", stage.Call(message, HttpMethod.Post, $"v3/conversations/{message.ConversationId}/attachments", new { name = "a.png" }));
        await BotStage.Refused(HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig", Send(message, new { name = "a.png", contentUrl = "data:image/png;base64," + new string('A', 10 * 1024 * 1024 * 4 / 3 + 900_000) }));
        Assert.Empty(await stage.Words(message.ConversationId));
    }

    private FileStore Store => stage.Hub.Services.GetRequiredService<FileStore>();

    private Task<HttpResponseMessage> Send(Received to, params object[] attachments) =>
        stage.Call(to, HttpMethod.Post, $"v3/conversations/{to.ConversationId}/activities/{to.Id}", new { type = "message", attachments });

    private async Task Sends(Received to, params object[] attachments)
    {
        using var answer = await Send(to, attachments);
        Assert.Equal((HttpStatusCode.OK, ""), (answer.StatusCode, answer.IsSuccessStatusCode ? "" : await answer.Content.ReadAsStringAsync()));
    }

    private async Task<MessagePosted> LastSaid(Received to) => (MessagePosted)(await stage.Timeline(to.ConversationId)).Last(entry => entry.By.Kind == ActorKind.Bot).Event;
}
