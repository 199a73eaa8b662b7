using System.Net.WebSockets;
using System.Text;
using ContactHub.Hubs.Tests;
using ContactHub.TestKit;

namespace ContactHub.Visitors.Tests;

/// <summary>Frames that no proper client sends: a clear error or the end of that connection, and nothing else.</summary>
public sealed class MalformedFrameTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Theory]
    [InlineData("send", "[]")]
    [InlineData("send", "[null]")]
    [InlineData("send", "[5]")]
    [InlineData("send", "[[]]")]
    [InlineData("send", "[\"text\"]")]
    [InlineData("send", "[{}]")]
    [InlineData("send", "[{\"clientId\":null,\"text\":null}]")]
    [InlineData("send", "[{\"clientId\":5,\"text\":\"x\"}]")]
    [InlineData("send", "[{\"clientId\":\"good-id-1\",\"text\":null}]")]
    [InlineData("send", "[{\"clientId\":\"good-id-1\",\"text\":{}}]")]
    [InlineData("send", "[{\"clientId\":\"good-id-1\",\"text\":\"\\ud800\"}]")]
    [InlineData("send", "[{\"clientId\":\"good-id-1\",\"text\":\"x\"},{\"clientId\":\"good-id-2\",\"text\":\"y\"}]")]
    [InlineData("join", "[1e400]")]
    [InlineData("join", "[99999999999999999999999999]")]
    [InlineData("join", "[1.5]")]
    [InlineData("join", "[null]")]
    [InlineData("join", "[\"0\"]")]
    [InlineData("page", "[1]")]
    [InlineData("page", "[1,2147483648]")]
    [InlineData("rate", "[{\"clientId\":\"good-id-1\",\"score\":\"five\"}]")]
    [InlineData("rate", "[null]")]
    [InlineData("identify", "[null]")]
    [InlineData("leave", "[null]")]
    [InlineData("requestPerson", "[null]")]
    [InlineData("recordRequest", "[null]")]
    [InlineData("typing", "[\"yes\"]")]
    [InlineData("nothingLikeIt", "[]")]
    [InlineData("dispose", "[]")]
    [InlineData("onConnectedAsync", "[]")]
    public async Task A_call_that_makes_no_sense_is_answered_with_an_error_and_the_connection_goes_on(string method, string arguments)
    {
        var (session, citizen) = await hub.Citizen();
        await using var _ = citizen;

        var refusal = await Assert.ThrowsAsync<HubRefusalException>(() => citizen.CallRaw(method, arguments));

        Assert.NotEmpty(refusal.Message);
        Assert.DoesNotContain("   at ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await citizen.Call("join", 0)).GetProperty("lastSeq").GetInt64());
        Assert.Null(await hub.Log.Summary(session.ConversationId));
        Assert.Empty(hub.Logged.Faults);
    }

    [Theory]
    [InlineData("[null]", "invalid")]
    [InlineData("[{}]", "invalid")]
    [InlineData("[{\"clientId\":\"good-id-1\"}]", "empty")]
    public async Task What_is_missing_is_said_with_a_code(string arguments, string code)
    {
        var (_, citizen) = await hub.Citizen();
        await using var __ = citizen;

        Assert.Equal(code, (await Assert.ThrowsAsync<HubRefusalException>(() => citizen.CallRaw("send", arguments))).Code);
    }

    [Theory]
    [InlineData("not json at all")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("")]
    [InlineData("{\"type\":1}")]
    [InlineData("{\"type\":1,\"invocationId\":\"x1\",\"target\":null,\"arguments\":[]}")]
    [InlineData("{\"type\":1,\"invocationId\":\"x1\",\"target\":5,\"arguments\":[]}")]
    [InlineData("{\"type\":1,\"invocationId\":1,\"target\":\"join\",\"arguments\":[0]}")]
    [InlineData("{\"type\":1,\"invocationId\":\"x1\",\"target\":\"send\"}")]
    [InlineData("{\"type\":\"1\",\"target\":\"join\",\"arguments\":[0]}")]
    [InlineData("{\"type\":1,\"invocationId\":\"x1\",\"target\":\"send\",\"arguments\":{}}")]
    [InlineData("{\"type\":1,\"invocationId\":\"x1\",\"target\":\"send\",\"arguments\":null}")]
    [InlineData("{\"type\":1,\"invocationId\":\"x1\",\"target\":\"\",\"arguments\":[]}")]
    [InlineData("{\"type\":1e9}")]
    [InlineData("{\"type\":2,\"invocationId\":\"x1\",\"item\":1}")]
    [InlineData("{\"type\":3,\"invocationId\":\"77\",\"result\":1}")]
    [InlineData("{\"type\":4,\"invocationId\":\"x1\",\"target\":\"send\",\"arguments\":[{\"clientId\":\"good-id-1\"}]}")]
    [InlineData("{\"type\":5,\"invocationId\":\"x1\"}")]
    [InlineData("{\"type\":7}")]
    [InlineData("{\"type\":1,\"target\":\"send\",\"arguments\":[{\"clientId\":\"good-id-1\",\"text\":\"x\"")]
    public Task A_record_that_is_none_harms_nobody(string record) => HarmsNobody(citizen => citizen.SendRecord(record));

    [Theory]
    [InlineData("{\"type\":99}")]
    [InlineData("{\"type\":0}")]
    [InlineData("{\"type\":-1}")]
    [InlineData("{\"type\":2147483647,\"invocationId\":\"x1\",\"target\":\"send\",\"arguments\":[{\"clientId\":\"good-id-1\",\"text\":\"x\"}]}")]
    public async Task A_record_of_a_type_to_come_is_ignored_and_what_follows_is_answered(string record)
    {
        var (session, citizen) = await hub.Citizen();
        await using var _ = citizen;

        // Alone, and several at once with the beginning of the next one: a record may arrive in pieces.
        await citizen.SendRecord(record);
        Assert.Equal(0, (await citizen.Call("join", 0)).GetProperty("lastSeq").GetInt64());
        await citizen.Send(Encoding.UTF8.GetBytes($"{record}\u001e{record}\u001e{record[..6]}"));
        await citizen.SendRecord(record[6..]);

        Assert.Equal(0, (await citizen.Call("join", 0)).GetProperty("lastSeq").GetInt64());
        Assert.Null(await hub.Log.Summary(session.ConversationId));
        Assert.Empty(hub.Logged.Faults);
    }

    [Fact]
    public Task Bytes_that_are_no_text_harm_nobody() => HarmsNobody(citizen => citizen.Send([0xff, 0xfe, 0x80, 0x1e]));

    [Fact]
    public Task A_binary_message_harms_nobody() => HarmsNobody(citizen => citizen.Send([0x00, 0x01, 0x93, 0x1e], WebSocketMessageType.Binary));

    [Fact]
    public Task An_empty_message_harms_nobody() => HarmsNobody(citizen => citizen.Send([]));

    [Fact]
    public Task A_thousand_empty_records_harm_nobody() => HarmsNobody(citizen => citizen.Send(Encoding.UTF8.GetBytes(new string('\u001e', 1_000))));

    [Fact]
    public Task Deep_nesting_harms_nobody() => HarmsNobody(citizen => citizen.SendRecord(
        "{\"type\":1,\"invocationId\":\"x1\",\"target\":\"send\",\"arguments\":" + new string('[', 2_000) + new string(']', 2_000) + "}"));

    [Fact]
    public async Task Who_does_not_shake_hands_properly_is_not_let_in()
    {
        foreach (var greeting in (string[])["{\"protocol\":\"messagepack\",\"version\":1}", "{\"protocol\":\"json\",\"version\":99}", "hello", "{\"type\":1}"])
        {
            using var socket = new ClientWebSocket();
            var session = await hub.Visit();
            await socket.ConnectAsync(new UriBuilder(new Uri(hub.Address, "/hubs/visitor?access_token=" + Uri.EscapeDataString(session.Token))) { Scheme = "ws" }.Uri, CancellationToken.None);

            await socket.SendAsync(Encoding.UTF8.GetBytes(greeting + "\u001e"), WebSocketMessageType.Text, true, CancellationToken.None);

            using var patience = new CancellationTokenSource(Eventually.Patience);
            await Assert.ThrowsAnyAsync<WebSocketException>(async () =>
            {
                var buffer = new byte[4096];
                while ((await socket.ReceiveAsync(buffer, patience.Token)).MessageType != WebSocketMessageType.Close)
                {
                    Assert.DoesNotContain("\"result\"", Encoding.UTF8.GetString(buffer), StringComparison.Ordinal);
                }

                throw new WebSocketException("Closed, as it should be.");
            });
        }
    }

    /// <summary>The frame is sent, and either that connection ends or it goes on as if nothing was; everybody else goes on in any case.</summary>
    private async Task HarmsNobody(Func<HubSocket, Task> send)
    {
        var (session, citizen) = await hub.Citizen();
        var (bystanderSession, bystander) = await hub.Citizen();
        await using var _ = bystander;
        await bystander.Call("requestPerson", new { clientId = "wants-person" });
        var screen = await Screen.Join(bystander, bystanderSession.ConversationId);

        await send(citizen);
        var goesOn = await Answers(citizen);

        if (!goesOn) await citizen.Closed;
        Assert.Null(await hub.Log.Summary(session.ConversationId));
        await bystander.Call("send", new { clientId = "still-here", text = "Hâlâ buradayım" });
        await screen.UpTo(4);
        await citizen.DisposeAsync();
        await using var again = await hub.Connect(session.Token);
        Assert.Equal(2, (await again.Call("requestPerson", new { clientId = "good-id-1" })).GetProperty("seq").GetInt64());
        Assert.Empty(hub.Logged.Faults);
    }

    private static async Task<bool> Answers(HubSocket citizen)
    {
        try
        {
            await citizen.Call("join", 0);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
