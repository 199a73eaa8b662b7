using System.Text.Json;
using ContactHub.Security;
using ContactHub.TestKit;

namespace ContactHub.DirectLine.Tests;

/// <summary>A conversation by Direct Line: what is posted, streamed and polled.</summary>
public sealed class DirectLineStreamTests(DirectLineHub directLine) : IClassFixture<DirectLineHub>
{
    [Fact]
    public async Task The_greeting_comes_first_then_the_own_message_with_its_id_and_only_then_the_bots_answer()
    {
        var (client, id, conversation) = await directLine.Start();
        using var _ = client;
        await using var socket = await DirectLineSocket.Open(conversation, "https://test.example");

        var posted = await client.Say(id, "Sular kesik", "a1qwerty");

        await socket.Next(a => a.Role() == "bot" && a.Kind() is null);
        var (greeting, echo) = (socket.Activities[0], socket.Activities[1]);
        Assert.Equal("Hoş geldiniz", greeting.Text());
        Assert.Equal(("message", "Sular kesik", "user", "a1qwerty"), (echo.Type(), echo.Text(), echo.Role(), echo.ClientId()));
        Assert.Equal(posted, echo.GetProperty("id").GetString());
        Assert.Equal("ayse-1", echo.GetProperty("from").GetProperty("id").GetString());
        Assert.Equal("bot", socket.Activities[2].Role());
        Assert.Equal("markdown", socket.Activities[2].GetProperty("textFormat").GetString());
        Assert.All(socket.Activities, a => Assert.Matches("^[A-Za-z0-9_-]+$", a.GetProperty("id").GetString()));
        Assert.DoesNotContain(socket.Activities, a => a.Type() == "conversationUpdate");
        Assert.All(socket.Activities, a => Assert.Equal(id, a.GetProperty("conversation").GetProperty("id").GetString()));
    }

    [Fact]
    public async Task What_is_posted_again_gets_the_first_id_and_is_there_once()
    {
        var (client, id, _) = await directLine.Start();
        using var __ = client;

        var ids = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.Say(id, "Bir kez", "once-only")));
        var later = await client.Say(id, "Bir kez", "once-only");

        Assert.All(ids, one => Assert.Equal(later, one));
        var activities = await Poll(client, id, null);
        Assert.Single(activities, a => a.Text() == "Bir kez");
        Assert.NotEqual(later, await client.Say(id, "Bir kez", "another-id"));
    }

    [Fact]
    public async Task Polling_sees_what_the_stream_sees_and_goes_on_from_its_watermark()
    {
        var (client, id, conversation) = await directLine.Start();
        using var _ = client;
        await using var socket = await DirectLineSocket.Open(conversation);
        await client.Say(id, "Sular kesik", "first-one");
        await socket.Next(a => a.Role() == "bot" && a.Kind() is null);

        var all = await client.Get($"/conversations/{id}/activities?watermark=");
        var mark = all.GetProperty("watermark").GetString();
        await client.Say(id, "Orada mısınız?", "second-one");
        var next = await Poll(client, id, mark);

        var polled = all.GetProperty("activities").EnumerateArray().Select(Raw).Skip(1).ToList();
        Assert.Equal(polled, socket.Activities.Select(Raw).Skip(1).Take(polled.Count));
        Assert.Equal("second-one", next[0].ClientId());
        Assert.DoesNotContain(next, a => a.ClientId() == "first-one");
    }

    [Fact]
    public async Task Who_reconnects_with_a_watermark_gets_what_came_meanwhile_and_without_one_only_what_follows()
    {
        var (client, id, conversation) = await directLine.Start();
        using var _ = client;
        string mark;
        await using (var socket = await DirectLineSocket.Open(conversation))
        {
            await client.Say(id, "Önce", "before-it");
            await socket.Next(a => a.ClientId() == "before-it");
            mark = socket.Watermark;
        }

        await client.Say(id, "Arada", "meanwhile");
        await using var back = await DirectLineSocket.Open(await client.Get($"/conversations/{id}?watermark={mark}"));
        await back.Next(a => a.ClientId() == "meanwhile");
        await using var anew = await DirectLineSocket.Open(await client.Get($"/conversations/{id}"));
        await client.Say(id, "Sonra", "afterwards");

        var first = await anew.Next(a => a.ClientId() is not null);
        Assert.Equal("afterwards", first.ClientId());
        Assert.DoesNotContain(back.Activities, a => a.ClientId() == "before-it");
        Assert.DoesNotContain(back.Activities, a => a.Kind() == "greeting");
    }

    [Fact]
    public async Task A_person_is_called_by_the_bots_button_answers_by_name_and_says_nothing_that_is_for_staff()
    {
        var (client, id, conversation) = await directLine.Start();
        using var _ = client;
        await using var socket = await DirectLineSocket.Open(conversation);
        await client.Say(id, "kırmızı zürafa trombon", "nonsense-1");
        await client.Say(id, "mor zürafa trombon", "nonsense-2");
        var buttons = (await socket.Next(a => a.TryGetProperty("suggestedActions", out var s) && s.GetRawText().Contains("emsilci", StringComparison.Ordinal)))
            .GetProperty("suggestedActions").GetProperty("actions").EnumerateArray().ToList();
        Assert.All(buttons, button => Assert.Equal("imBack", button.GetProperty("type").GetString()));
        var person = buttons.First(button => button.GetProperty("title").GetString()!.Contains("emsilci", StringComparison.Ordinal)).GetProperty("value").GetString()!;

        await client.Say(id, person, "the-button");
        await socket.Next(a => a.Kind() == "queueEntered");
        var agent = await directLine.Hub.Staff("Deniz Kaya", StaffRoles.Agent, "su");
        await using var desk = await agent.Open();
        await desk.Call("open", id, 0);
        await desk.Call("take", id, new { clientId = "take-00001" });
        await desk.Call("note", id, new { clientId = "note-00001", text = "GİZLİ not" });
        await desk.Call("typing", id, true);
        await socket.Next(a => a.Type() == "typing");
        await desk.Call("send", id, new { clientId = "send-00001", text = "Merhaba, *bakıyorum*" });

        var answer = await socket.Next(a => a.Text() == "Merhaba, *bakıyorum*");
        Assert.Equal(("bot", "Deniz Kaya", "plain"), (answer.Role(), answer.GetProperty("from").GetProperty("name").GetString(), answer.GetProperty("textFormat").GetString()));
        Assert.Contains("Deniz Kaya", (await socket.Next(a => a.Kind() == "agentAssigned")).Text(), StringComparison.Ordinal);
        await desk.Call("resolve", id, new { clientId = "resolve-01", reason = "GİZLİ neden" });
        await socket.Next(a => a.Kind() == "conversationResolved");
        var polled = (await client.Get($"/conversations/{id}/activities")).GetRawText();
        Assert.DoesNotContain("GİZLİ", polled + string.Concat(socket.Activities.Select(Raw)), StringComparison.Ordinal);
        Assert.DoesNotContain("\"typing\"", polled, StringComparison.Ordinal);
        Assert.Equal("directline", (await directLine.Hub.Log.Read(id, 0, 1))[0].Channel);
    }

    [Fact]
    public async Task One_token_has_one_stream_and_the_older_one_is_closed()
    {
        var (client, id, conversation) = await directLine.Start();
        using var _ = client;
        await using var older = await DirectLineSocket.Open(conversation);
        await older.Next(a => a.Kind() == "greeting");

        using var renewed = directLine.Client((await client.Post("/tokens/refresh")).GetProperty("token").GetString()!);
        await using var newer = await DirectLineSocket.Open(await renewed.Get($"/conversations/{id}?watermark=0"));

        Assert.Equal("collision", await older.Closed);
        await renewed.Say(id, "Buradayım", "still-here");
        await newer.Next(a => a.ClientId() == "still-here");
        Assert.DoesNotContain(older.Activities, a => a.ClientId() == "still-here");
    }

    [Fact]
    public async Task Empty_frames_go_both_ways_and_too_large_ones_end_the_stream()
    {
        var (client, id, conversation) = await directLine.Start();
        using var _ = client;
        await using var socket = await DirectLineSocket.Open(conversation);

        for (var i = 0; i < 100; i++) await socket.Send("");
        await socket.Send("{\"what\":\"ever\"}");
        await client.Say(id, "Hâlâ burada", "after-empty");
        await socket.Next(a => a.ClientId() == "after-empty");
        await Eventually.Holds(() => socket.EmptyFrames > 0);
        await socket.Send(new string('x', 5_000));

        await socket.Closed;
    }

    [Fact]
    public async Task The_desk_sees_the_citizen_online_and_typing_as_long_as_the_stream_is_there()
    {
        var (client, id, conversation) = await directLine.Start();
        using var _ = client;
        var agent = await directLine.Hub.Staff("Deniz", StaffRoles.Supervisor, "su");
        await using var desk = await agent.Open();
        await using (var socket = await DirectLineSocket.Open(conversation))
        {
            await client.Say(id, "Merhaba", "hello-hello");
            await socket.Next(a => a.ClientId() == "hello-hello");
            await desk.Call("open", id, 0);
            await client.Post($"/conversations/{id}/activities", new { type = "typing", from = new { id = "ayse-1" } });
            await desk.Until(() => desk.Pushes.Any(p => p.Target == "signal" && p[1].GetProperty("kind").GetString() == "typing"), "typing");
        }

        await desk.Until(() => desk.Pushes.Any(p => p.Target == "signal" && p[1].GetProperty("kind").GetString() == "presence" && !p[1].GetProperty("online").GetBoolean()), "offline");
    }

    private static string Raw(JsonElement activity) => activity.GetRawText();

    private static async Task<List<JsonElement>> Poll(DirectLineClient client, string id, string? watermark) =>
        [.. (await client.Get($"/conversations/{id}/activities?watermark={watermark}")).GetProperty("activities").EnumerateArray()];
}
