using System.Net;
using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Hubs.Tests;
using static System.Net.Http.HttpMethod;

namespace ContactHub.DirectLine.Tests;

/// <summary>What each kind of activity does, and what a client that begins again is shown.</summary>
public sealed class DirectLineActivityTests(DirectLineHub directLine) : IClassFixture<DirectLineHub>
{
    [Fact]
    public async Task The_end_of_the_conversation_resolves_it_and_writing_again_reopens_it()
    {
        var (client, id, conversation) = await directLine.Start();
        using var _ = client;
        await using var socket = await DirectLineSocket.Open(conversation);
        await client.Say(id, "Merhaba", "hello-hello");

        var ended = await client.Post($"/conversations/{id}/activities", new { type = "endOfConversation", channelData = new { clientActivityID = "the-end" } });
        var again = await client.Post($"/conversations/{id}/activities", new { type = "endOfConversation", channelData = new { clientActivityID = "the-end" } });

        Assert.Equal(ended.GetRawText(), again.GetRawText());
        var line = await socket.Next(a => a.Kind() == "conversationResolved");
        Assert.Equal(ended.GetProperty("id").GetString(), line.GetProperty("id").GetString());
        Assert.Equal(Owner.None, (await directLine.Hub.Grains.GetGrain<IConversationGrain>(id).Summary())!.Owner);
        await client.Say(id, "Bir şey daha", "once-more");
        await socket.Next(a => a.ClientId() == "once-more");
        Assert.NotEqual(Owner.None, (await directLine.Hub.Grains.GetGrain<IConversationGrain>(id).Summary())!.Owner);
        Assert.Single(await Poll(client, id, ""), a => a.Kind() == "conversationResolved");
    }

    [Theory]
    [InlineData("event")]
    [InlineData("messageReaction")]
    [InlineData("conversationUpdate")]
    [InlineData("invoke")]
    [InlineData("typing")]
    [InlineData("somethingOfTomorrow")]
    public async Task Other_activities_are_accepted_with_an_id_and_stored_nowhere(string type)
    {
        var (client, id, _) = await directLine.Start();
        using var __ = client;

        var ids = new List<string?>();
        for (var i = 0; i < 2; i++)
            ids.Add((await client.Post($"/conversations/{id}/activities", new { type, name = "webchat/join", value = new { a = 1 } })).GetProperty("id").GetString());

        Assert.Equal(2, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, one => Assert.Matches("^[A-Za-z0-9_-]+$", one!));
        Assert.Null(await directLine.Hub.Log.Summary(id));
    }

    [Fact]
    public async Task A_button_counts_by_its_text_and_a_value_without_text_is_said()
    {
        var (client, id, conversation) = await directLine.Start();
        using var _ = client;
        await using var socket = await DirectLineSocket.Open(conversation);
        await client.Say(id, "Su faturamı nasıl öderim?", "question-1");
        var offer = await socket.Next(a => a.TryGetProperty("suggestedActions", out var _));
        var button = offer.GetProperty("suggestedActions").GetProperty("actions")[0].GetProperty("value").GetString()!;

        await client.Post($"/conversations/{id}/activities", new { type = "message", text = "", value = button, channelData = new { clientActivityID = "the-button" } });

        var echo = await socket.Next(a => a.ClientId() == "the-button");
        Assert.Equal(button, echo.Text());
        var posted = (await directLine.Hub.Log.Read(id, 0, 100)).Select(EventCodec.FromStored).Select(entry => entry.Event).OfType<MessagePosted>();
        Assert.NotNull(posted.Single(message => message.ClientId == "dl.the-button").OptionId);
    }

    [Fact]
    public async Task A_message_without_an_id_of_the_clients_comes_back_without_one_and_cannot_be_repeated()
    {
        var (client, id, _) = await directLine.Start();
        using var __ = client;

        for (var i = 0; i < 2; i++) await client.Post($"/conversations/{id}/activities", new { type = "message", text = "Merhaba" });

        var own = (await Poll(client, id, "")).Where(a => a.Role() == "user").ToList();
        Assert.Equal(2, own.Count);
        Assert.All(own, a => Assert.Null(a.ClientId()));
    }

    [Fact]
    public async Task Who_begins_again_from_0_is_shown_the_greeting_before_all_else_and_who_was_greeted_is_not()
    {
        var (client, id, conversation) = await directLine.Start();
        using var _ = client;
        string greeted;
        await using (var socket = await DirectLineSocket.Open(conversation))
        {
            await socket.Next(a => a.Kind() == "greeting");
            greeted = socket.Watermark;
        }

        await client.Say(id, "Merhaba", "hello-hello");

        await using (var back = await DirectLineSocket.Open(await client.Get($"/conversations/{id}?watermark={greeted}")))
        {
            await back.Next(a => a.ClientId() == "hello-hello");
            Assert.DoesNotContain(back.Activities, a => a.Kind() == "greeting");
        }

        Assert.DoesNotContain(await Poll(client, id, greeted), a => a.Kind() == "greeting");
        await using var again = await DirectLineSocket.Open(await client.Get($"/conversations/{id}?watermark=0"));
        await again.Next(a => a.ClientId() == "hello-hello");
        foreach (var shown in (IReadOnlyList<JsonElement>[])[again.Activities, await Poll(client, id, "0"), await Poll(client, id, "")])
        {
            Assert.Equal("greeting", shown[0].Kind());
            // What Web Chat orders by.
            Assert.Equal(shown.Select(Place).Order(), shown.Select(Place));
            Assert.Equal(shown.Count, shown.Select(Place).Distinct().Count());
            Assert.Single(shown, a => a.Kind() == "greeting");
        }
    }

    [Fact]
    public async Task A_watermark_ahead_of_the_timeline_stands_for_its_end()
    {
        var (client, id, _) = await directLine.Start();
        using var __ = client;
        await client.Say(id, "Merhaba", "hello-hello");

        var ahead = await client.Get($"/conversations/{id}/activities?watermark=4000000");

        Assert.Empty(ahead.GetProperty("activities").EnumerateArray());
        await client.Say(id, "Orada mısınız?", "are-you-01");
        Assert.Contains(await Poll(client, id, ahead.GetProperty("watermark").GetString()), a => a.ClientId() == "are-you-01");
    }

    [Fact]
    public async Task The_secret_goes_on_in_a_conversation_and_gets_a_token_of_it()
    {
        var (client, id, _) = await directLine.Start();
        using var __ = client;
        using var server = directLine.Client(DirectLineHub.Secret);
        await client.Say(id, "Merhaba", "hello-hello");

        await server.Say(id, "Sunucudan", "by-server");
        using var page = directLine.Client((await server.Get($"/conversations/{id}?watermark=0")).GetProperty("token").GetString()!);

        Assert.Equal(["hello-hello", "by-server"], (await Poll(page, id, "")).Where(a => a.Role() == "user").Select(a => a.ClientId()!));
        Assert.Single((await directLine.Hub.Log.Read(id, 0, 100)).Select(EventCodec.FromStored).Where(e => e.By.Kind == ActorKind.Citizen).Select(e => e.By.Id).Distinct());
    }

    [Fact]
    public async Task Starts_and_calls_are_bounded_for_an_address_and_pages_may_read_the_refusal()
    {
        var hub = await RunningHub.Start($"--Sites:0:DirectLineSecret={DirectLineHub.Secret}", "--Visitors:SessionsPerAddress=1");
        try
        {
            using var server = new DirectLineClient(hub.Address, DirectLineHub.Secret);
            (string, string) page = ("Origin", "https://test.example");
            DirectLineReply? refused = null;
            // A minute of the limiter's may end in between, and then once more.
            for (var i = 0; refused is null && i < 4; i++)
            {
                var reply = await server.Ask(Post, "/conversations", new { }, page);
                if (reply.Status != HttpStatusCode.Created) refused = reply;
            }

            Assert.Equal((HttpStatusCode.TooManyRequests, "RateLimited"), (refused!.Status, refused.Code()));
            Assert.NotEmpty(refused.Headers["Retry-After"]);
            Assert.Equal("https://test.example", refused.Headers["Access-Control-Allow-Origin"]);
            Assert.Contains("Retry-After", refused.Headers["Access-Control-Expose-Headers"], StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            await hub.DisposeAsync();
        }
    }

    private static double Place(JsonElement activity) => activity.GetProperty("channelData").GetProperty("webchat:sequence-id").GetDouble();

    private static async Task<List<JsonElement>> Poll(DirectLineClient client, string id, string? watermark) =>
        [.. (await client.Get($"/conversations/{id}/activities?watermark={watermark}")).GetProperty("activities").EnumerateArray()];
}
