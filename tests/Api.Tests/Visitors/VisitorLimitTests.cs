using System.Globalization;
using System.Text.Json;
using ContactHub.Hubs.Tests;
using ContactHub.TestKit;

namespace ContactHub.Visitors.Tests;

/// <summary>Too much of anything is refused by name, and nothing that was acknowledged is lost by it.</summary>
public sealed class VisitorLimitTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Fact]
    public async Task A_text_over_the_limit_is_refused_and_the_connection_goes_on()
    {
        var (_, citizen) = await hub.Citizen();
        await using var __ = citizen;

        var refusal = await Assert.ThrowsAsync<HubRefusalException>(() => citizen.Call("send", new { clientId = "too-long-1", text = new string('ş', 1_001) }));

        Assert.Equal("tooLong", refusal.Code);
        Assert.Contains("1000", refusal.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await citizen.Call("send", new { clientId = "too-long-1", text = new string('ş', 1_000) })).GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task A_frame_over_the_limit_ends_that_connection_stores_nothing_and_leaves_others_alone()
    {
        var (session, citizen) = await hub.Citizen();
        var (_, bystander) = await hub.Citizen();
        await using var __ = bystander;

        await Assert.ThrowsAsync<IOException>(() => citizen.Call("send", new { clientId = "huge-frame", text = new string('x', 33 * 1024) }));
        await citizen.Closed;

        Assert.Null(await hub.Log.Summary(session.ConversationId));
        Assert.Equal(2, (await bystander.Call("send", new { clientId = "bystander-1", text = "Merhaba" })).GetProperty("seq").GetInt64());
        await using var again = await hub.Connect(session.Token);
        Assert.Equal(2, (await again.Call("send", new { clientId = "huge-frame", text = "kısa" })).GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task A_message_that_never_ends_does_not_fill_the_hubs_memory()
    {
        var (_, citizen) = await hub.Citizen();
        var piece = new byte[16 * 1024];
        Array.Fill(piece, (byte)'x');

        await Assert.ThrowsAsync<IOException>(async () =>
        {
            for (var i = 0; i < 1_000; i++) await citizen.Send(piece);
        });
        await citizen.Closed;
    }

    [Fact]
    public async Task A_flood_is_refused_with_the_seconds_to_wait_and_what_was_acknowledged_is_there()
    {
        var (session, citizen) = await hub.Citizen();
        await using var _ = citizen;
        await citizen.Call("requestPerson", new { clientId = "wants-person" });

        var calls = Enumerable.Range(0, 60).Select(i => Send(citizen, i)).ToList();
        var outcomes = await Task.WhenAll(calls);

        var refused = outcomes.Where(o => o.Refusal is not null).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, o => Assert.Equal("rateLimited", o.Refusal!.Code));
        Assert.All(refused, o => Assert.InRange(int.Parse(o.Refusal!.Text.Split(' ')[^1], CultureInfo.InvariantCulture), 1, 10));
        await AssertStored(session, citizen, outcomes);

        var (number, _, _) = refused[0];
        using var patience = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var retried = await Send(citizen, number);
        while (retried.Refusal is not null && await patience.WaitForNextTickAsync()) retried = await Send(citizen, number);
        await AssertStored(session, citizen, [.. outcomes.Where(o => o.Refusal is null), retried]);
    }

    [Fact]
    public async Task Many_visitors_behind_one_address_share_a_limit()
    {
        await using var few = await Few();
        var (_, one) = await few.Hub.Citizen();
        var (_, two) = await few.Hub.Citizen();
        await using var __ = one;
        await using var ___ = two;

        Assert.Null((await Send(one, 1)).Refusal);
        Assert.Null((await Send(one, 2)).Refusal);
        Assert.Equal("rateLimited", (await Send(one, 3)).Refusal?.Code);
        Assert.Null((await Send(two, 4)).Refusal);
        Assert.Equal("rateLimited", (await Send(two, 5)).Refusal?.Code);
    }

    [Fact]
    public async Task The_sixth_connection_is_told_why_it_is_closed_and_one_less_makes_room()
    {
        var session = await hub.Visit();
        var open = new List<HubSocket>();
        for (var i = 0; i < 5; i++) open.Add(await hub.Connect(session.Token));

        await using var sixth = await hub.Connect(session.Token);
        Assert.Equal("tooManyConnections", (await sixth.Push("closing"))[0].GetString());
        await sixth.Closed;
        Assert.All(open, o => Assert.False(o.Closed.IsCompleted));
        Assert.Equal(2, (await open[0].Call("send", new { clientId = "still-here", text = "Merhaba" })).GetProperty("seq").GetInt64());

        await open[4].DisposeAsync();
        open[4] = await OpenWhenThereIsRoom(session);
        Assert.Equal(2, (await open[4].Call("join", 0)).GetProperty("entries").EnumerateArray().First(e => e.GetRawText().Contains("Merhaba", StringComparison.Ordinal)).GetProperty("seq").GetInt64());
        foreach (var socket in open) await socket.DisposeAsync();
    }

    [Fact]
    public async Task Sessions_are_limited_for_each_address_and_the_answer_says_for_how_long()
    {
        await using var few = await Few();
        for (var i = 0; i < 4; i++) await few.Hub.Visit();

        using var refused = await few.Hub.AskForSession(new { site = RunningHub.Site });

        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Equal("rateLimited", JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    private static async Task AssertStored(Session session, HubSocket citizen, IReadOnlyCollection<Outcome> outcomes)
    {
        Assert.NotEmpty(session.ConversationId);
        var entries = (await citizen.Call("join", 0)).GetProperty("entries").EnumerateArray()
            .Where(e => e.GetProperty("kind").GetString() == "messagePosted").ToDictionary(e => e.GetProperty("seq").GetInt64(), e => e.GetProperty("data").GetProperty("text").GetString());
        Assert.Equal(
            outcomes.Where(o => o.Refusal is null).Select(o => (o.Seq, $"Mesaj {o.Number}")).Order(), entries.Select(e => (e.Key, e.Value!)).Order());
    }

    private static async Task<Outcome> Send(HubSocket citizen, int number)
    {
        try
        {
            var receipt = await citizen.Call("send", new { clientId = $"message-{number}", text = $"Mesaj {number}" });
            return new Outcome(number, receipt.GetProperty("seq").GetInt64(), null);
        }
        catch (HubRefusalException refusal)
        {
            return new Outcome(number, 0, refusal);
        }
    }

    /// <summary>The hub hears of an ended connection a moment after the client does.</summary>
    private async Task<HubSocket> OpenWhenThereIsRoom(Session session)
    {
        while (true)
        {
            var socket = await hub.Connect(session.Token);
            try
            {
                await socket.Call("join", 0);
                return socket;
            }
            catch (IOException)
            {
                await socket.DisposeAsync();
            }
        }
    }

    private static async Task<FewAllowed> Few() => new(await RunningHub.Start(
        "--Visitors:SendsPerVisitor=2", "--Visitors:SendsPerAddress=3", "--Visitors:SessionsPerAddress=4"));

    private sealed record FewAllowed(RunningHub Hub) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Hub.DisposeAsync();
    }

    private sealed record Outcome(int Number, long Seq, HubRefusalException? Refusal);
}
