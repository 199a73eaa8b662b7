using System.Globalization;
using System.Net;
using System.Text;
using ContactHub.Conversations;
using ContactHub.Hubs.Tests;
using ContactHub.TestKit;

namespace ContactHub.Telegram.Tests;

/// <summary>A bot that Telegram calls.</summary>
public sealed class TelegramWebhookTests
{
    private const string Secret = "a-secret-of-the-tests_0123";

    [Fact]
    public async Task Telegram_is_told_where_and_believed_by_its_secret_alone()
    {
        await using var telegram = await FakeTelegram.Start();
        var hub = await RunningHub.Start(
            "--Telegram:Bots:0:Id=cozum", $"--Telegram:Bots:0:Token={FakeTelegram.Token}", $"--Telegram:Bots:0:ApiUrl={telegram.Address}", "--Telegram:Bots:0:Mode=Webhook",
            "--Telegram:Bots:0:PublicUrl=https://hub.ornek.bel.tr/", $"--Telegram:Bots:0:WebhookSecret={Secret}");
        try
        {
            await Eventually.Holds(() => telegram.Webhook is not null);
            Assert.Equal("https://hub.ornek.bel.tr/channels/telegram/cozum", telegram.Webhook!.Value.GetProperty("url").GetString());
            Assert.Equal(Secret, telegram.Webhook.Value.GetProperty("secret_token").GetString());

            var update = Updates.Text(41, "Kapıdan geldim", message: 3);
            Assert.Equal(HttpStatusCode.Forbidden, await Post(hub, "cozum", update, null));
            Assert.Equal(HttpStatusCode.Forbidden, await Post(hub, "cozum", update, Secret + "x"));
            Assert.Equal(HttpStatusCode.NotFound, await Post(hub, "baska", update, Secret));
            Assert.Equal(HttpStatusCode.BadRequest, await Post(hub, "cozum", "[1]", Secret));
            Assert.Equal(HttpStatusCode.BadRequest, await Post(hub, "cozum", "{", Secret));
            // Told again, and out of order.
            foreach (var json in (string[])[Updates.Edited(41, 3, "Kapıdan geldim!"), update, update]) Assert.Equal(HttpStatusCode.OK, await Post(hub, "cozum", json, Secret));

            var said = (await hub.Log.ReadAll(0, 100)).Select(EventCodec.FromStored).Where(e => e.By.Kind == ActorKind.Citizen).Select(e => e.Event).OfType<MessagePosted>();
            Assert.Equal(["✏️ Kapıdan geldim!", "Kapıdan geldim"], said.Select(one => one.Text));
            Assert.DoesNotContain(telegram.Calls, call => call.Method == "getUpdates");
        }
        finally
        {
            await hub.DisposeAsync();
        }
    }

    private static async Task<HttpStatusCode> Post(RunningHub hub, string bot, string update, string? secret)
    {
        using var http = new HttpClient { BaseAddress = hub.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/channels/telegram/{bot}");
        request.Content = new StringContent(update.Replace("UPDATE", Random.Shared.Next(1, 99_999).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), Encoding.UTF8, "application/json");
        if (secret is not null) request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
