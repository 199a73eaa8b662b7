using ContactHub.Hubs.Tests;
using ContactHub.TestKit;

namespace ContactHub.Visitors.Tests;

/// <summary>A citizen's connection over a real socket.</summary>
public sealed class VisitorHubTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Fact]
    public async Task Before_the_first_message_there_is_nothing()
    {
        var (session, citizen) = await hub.Citizen();
        await using var _ = citizen;

        var snapshot = await citizen.Call("join", 0);

        Assert.False(snapshot.GetProperty("open").GetBoolean());
        Assert.Equal(0, snapshot.GetProperty("lastSeq").GetInt64());
        Assert.Equal(0, snapshot.GetProperty("entries").GetArrayLength());
        Assert.Null(await hub.Log.Summary(session.ConversationId));
    }

    [Fact]
    public async Task The_first_message_opens_the_conversation_and_is_pushed_to_all_tabs()
    {
        var (session, first) = await hub.Citizen();
        await using var _ = first;
        await using var second = await hub.Connect(session.Token);
        var (one, two) = (await Screen.Join(first, session.ConversationId), await Screen.Join(second, session.ConversationId));

        var receipt = await first.Call("send", new { clientId = "first-message", text = "Çöp ne zaman alınıyor?", page = "https://test.example/" });

        Assert.Equal(2, receipt.GetProperty("seq").GetInt64());
        await one.UpTo(Math.Max(2, one.Entries.Count));
        await first.Until(() => one.Entries.Count >= 2, "both entries in the first tab");
        await second.Until(() => two.Entries.Count >= 2, "both entries in the second tab");
        Assert.Equal(one.Entries[2], two.Entries[2]);
        Assert.Contains("\"clientId\":\"first-message\"", one.Entries[2], StringComparison.Ordinal);
        Assert.Contains("Çöp ne zaman alınıyor?", one.Entries[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_message_again_gets_the_first_receipt_on_any_connection()
    {
        var (session, citizen) = await hub.Citizen();
        var first = await citizen.Call("requestPerson", new { clientId = "wants-person" });
        var sent = await citizen.Call("send", new { clientId = "once-only", text = "Merhaba" });
        await citizen.DisposeAsync();

        await using var again = await hub.Connect(session.Token);
        Assert.Equal(sent.GetRawText(), (await again.Call("send", new { clientId = "once-only", text = "Merhaba" })).GetRawText());
        Assert.Equal(first.GetRawText(), (await again.Call("requestPerson", new { clientId = "wants-person" })).GetRawText());
        Assert.Equal(4, (await again.Call("join", 0)).GetProperty("lastSeq").GetInt64());
    }

    [Fact]
    public async Task Who_comes_back_gets_what_came_meanwhile()
    {
        var (session, citizen) = await hub.Citizen();
        await citizen.Call("requestPerson", new { clientId = "wants-person" });
        await citizen.DisposeAsync();
        await using (var elsewhere = await hub.Connect(session.Token))
        {
            for (var i = 0; i < 3; i++) await elsewhere.Call("send", new { clientId = $"meanwhile-{i}", text = $"{i}" });
        }

        await using var back = await hub.Connect(session.Token);
        var page = await back.Call("join", 3);

        Assert.False(page.GetProperty("gap").GetBoolean());
        Assert.Equal([4L, 5L, 6L], page.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("seq").GetInt64()));
        Assert.True((await back.Call("join", 99)).GetProperty("gap").GetBoolean());
        Assert.Equal([2L, 3L], (await back.Call("page", 4, 2)).GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("seq").GetInt64()));
    }

    [Theory]
    [InlineData("1234567")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("has space")]
    [InlineData("bot:12345")]
    [InlineData("çöp-günü-1")]
    [InlineData("new-line-1\n")]
    public async Task A_client_id_is_8_to_64_letters_digits_hyphens_or_underscores(string? clientId)
    {
        var (_, citizen) = await hub.Citizen();
        await using var __ = citizen;

        var refusal = await Assert.ThrowsAsync<HubRefusalException>(() => citizen.Call("send", new { clientId, text = "Merhaba" }));

        Assert.Equal("invalid", refusal.Code);
        Assert.Equal(0, (await citizen.Call("join", 0)).GetProperty("lastSeq").GetInt64());
        await Assert.ThrowsAsync<HubRefusalException>(() => citizen.Call("send", new { clientId = new string('x', 65), text = "Merhaba" }));
        Assert.Equal(2, (await citizen.Call("send", new { clientId = new string('x', 64), text = "Merhaba" })).GetProperty("seq").GetInt64());
    }

    [Theory]
    [InlineData("send", "empty")]
    [InlineData("requestPerson", null)]
    [InlineData("recordRequest", "notFound")]
    [InlineData("rate", "notFound")]
    [InlineData("leave", "notFound")]
    [InlineData("identify", "notFound")]
    public async Task Only_a_message_or_asking_for_a_person_opens_a_conversation(string method, string? code)
    {
        var (_, citizen) = await hub.Citizen();
        await using var __ = citizen;
        var call = () => citizen.Call(method, new { clientId = "command-1", score = 5, kind = "name", value = "Ayşe", text = method == "send" ? " " : "x" });

        if (code is null) Assert.Equal(2, (await call()).GetProperty("seq").GetInt64());
        else Assert.Equal(code, (await Assert.ThrowsAsync<HubRefusalException>(call)).Code);
    }

    [Fact]
    public async Task Values_out_of_range_are_refused_by_name()
    {
        var (_, citizen) = await hub.Citizen();
        await using var __ = citizen;
        await citizen.Call("requestPerson", new { clientId = "wants-person" });

        Assert.Equal("invalid", await Code(citizen, "rate", new { clientId = "rate-0001", score = 5 }));
        await citizen.Call("leave", new { clientId = "leave-0001" });
        Assert.Equal("invalid", await Code(citizen, "rate", new { clientId = "rate-0001", score = 6 }));
        Assert.Equal("tooLong", await Code(citizen, "rate", new { clientId = "rate-0001", score = 5, comment = new string('x', 1_001) }));
        Assert.Equal("invalid", await Code(citizen, "identify", new { clientId = "ident-0001", kind = "shoe", value = "43" }));
        Assert.Equal("invalid", await Code(citizen, "identify", new { clientId = "ident-0001", kind = "name", value = new string('x', 257) }));
        Assert.Equal("invalid", await Code(citizen, "send", new { clientId = "option-001", text = "x", optionId = new string('x', 257) }));
        Assert.True((await citizen.Call("rate", new { clientId = "rate-0001", score = 5, comment = "İyi" })).GetProperty("seq").GetInt64() > 0);
    }

    private static async Task<string> Code(HubSocket citizen, string method, object argument) =>
        (await Assert.ThrowsAsync<HubRefusalException>(() => citizen.Call(method, argument))).Code;
}
