using System.Globalization;
using System.Net;
using System.Text.Json;
using ContactHub.DirectLine.Tests;
using ContactHub.Files.Tests;
using ContactHub.TestKit;

namespace ContactHub.Cluster.Tests;

/// <summary>A Direct Line client whose calls go now to one node and now to the other, as behind a load balancer.</summary>
public sealed class DirectLineNodesTests(ClusterOfFour cluster) : IClassFixture<ClusterOfFour>
{
    [Fact]
    public async Task A_token_a_ticket_and_a_watermark_of_one_node_are_good_on_the_other()
    {
        using var server = new DirectLineClient(cluster.Apis[0], ClusterOfFour.DirectLineSecret);
        var token = (await server.Post("/tokens/generate", new { user = new { id = "dl_ayse", name = "Ayşe" } })).GetProperty("token").GetString()!;
        using var first = new DirectLineClient(cluster.Apis[0], token);
        using var second = new DirectLineClient(cluster.Apis[1], token);

        var started = await first.Post("/conversations", new { user = new { } });
        var id = started.GetProperty("conversationId").GetString()!;
        // The other node's address with this node's ticket.
        await using var socket = await DirectLineSocket.Open(On(cluster.Apis[1], started));
        var posted = await first.Say(id, "Su faturamı nasıl öderim?", "question-1");
        var echo = await socket.Next(a => a.ClientId() == "question-1");
        Assert.Equal((posted, "dl_ayse"), (echo.GetProperty("id").GetString(), echo.GetProperty("from").GetProperty("id").GetString()));
        await socket.Next(a => a.Role() == "bot" && a.TryGetProperty("suggestedActions", out var _));
        Assert.Equal(posted, await second.Say(id, "Su faturamı nasıl öderim?", "question-1"));

        // What was shown on one node is not shown again on the other, and what came meanwhile is.
        var mark = socket.Watermark;
        using var renewed = new DirectLineClient(cluster.Apis[0], (await second.Post("/tokens/refresh")).GetProperty("token").GetString()!);
        await using var back = await DirectLineSocket.Open(await renewed.Get($"/conversations/{id}?watermark={mark}"));
        Assert.Equal("collision", await socket.Closed);
        await second.Say(id, "Orada mısınız?", "question-2");
        await back.Next(a => a.ClientId() == "question-2");
        Assert.DoesNotContain(back.Activities, a => a.ClientId() == "question-1");
        Assert.Equal(await Ids(first, id), await Ids(second, id));
    }

    [Fact]
    public async Task A_file_that_one_node_took_is_opened_by_the_other()
    {
        using var first = new DirectLineClient(cluster.Apis[0], ClusterOfFour.DirectLineSecret);
        using var second = new DirectLineClient(cluster.Apis[1], ClusterOfFour.DirectLineSecret);
        var id = (await first.Post("/conversations")).GetProperty("conversationId").GetString()!;
        using var body = new ByteArrayContent(SampleFiles.Png);

        (await first.Ask(HttpMethod.Post, $"/conversations/{id}/upload", body)).Ok();

        var seen = await second.Get($"/conversations/{id}/activities");
        var address = seen.GetProperty("activities").EnumerateArray().First(a => a.TryGetProperty("attachments", out var _)).GetProperty("attachments")[0].GetProperty("contentUrl").GetString()!;
        Assert.StartsWith(cluster.Apis[1].AbsoluteUri, address, StringComparison.Ordinal);
        using var http = new HttpClient();
        foreach (var api in cluster.Apis)
            Assert.Equal(SampleFiles.Png, await http.GetByteArrayAsync(new Uri(api, new Uri(address).PathAndQuery)));
    }

    [Fact]
    public async Task A_client_that_writes_while_each_process_restarts_sees_all_of_it_once_and_in_order()
    {
        using var server = new DirectLineClient(cluster.Apis[0], ClusterOfFour.DirectLineSecret);
        var made = await server.Post("/tokens/generate", new { user = new { id = "dl_fatma" } });
        var (id, token) = (made.GetProperty("conversationId").GetString()!, made.GetProperty("token").GetString()!);
        using var first = new DirectLineClient(cluster.Apis[0], token);
        using var second = new DirectLineClient(cluster.Apis[1], token);
        DirectLineClient[] nodes = [first, second];
        await using var page = new FollowingPage(id);
        var sent = new List<string>();

        foreach (var name in ClusterOfFour.Names.Prepend(null))
        {
            // The node that stays takes over from the one that goes.
            var node = nodes[name == ClusterOfFour.Names[2] ? 1 : 0];
            if (name is not null) await cluster.Restart(name);
            for (var i = 0; i < 3; i++)
            {
                var clientId = string.Create(CultureInfo.InvariantCulture, $"message-{sent.Count:000}");
                await Until(() => node.Ask(HttpMethod.Post, $"/conversations/{id}/activities", DirectLineClient.Message("Merhaba", clientId)));
                sent.Add(clientId);
                await page.Sees(clientId, node);
            }
        }

        Assert.Equal(sent, page.Seen);
        foreach (var node in nodes)
        {
            var polled = await node.Get($"/conversations/{id}/activities");
            Assert.Equal(sent, polled.GetProperty("activities").EnumerateArray().Select(a => a.ClientId()).OfType<string>());
        }
    }

    /// <summary>As clients do: again, as long as the hub is unavailable.</summary>
    private static async Task<JsonElement> Until(Func<Task<DirectLineReply>> ask)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var reply = await ask();
            if (reply.Status != HttpStatusCode.BadGateway) return reply.Ok();
            await pace.WaitForNextTickAsync();
        }
    }

    private static JsonElement On(Uri api, JsonElement conversation)
    {
        var stream = new Uri(conversation.GetProperty("streamUrl").GetString()!);
        return JsonSerializer.SerializeToElement(new { streamUrl = $"ws://{api.Authority}{stream.PathAndQuery}" });
    }

    private static async Task<List<string>> Ids(DirectLineClient client, string id) =>
        [.. (await client.Get($"/conversations/{id}/activities")).GetProperty("activities").EnumerateArray().Select(a => a.GetProperty("id").GetString()!)];

    /// <summary>A page that comes back with its watermark when its stream is closed, by whichever node is there.</summary>
    private sealed class FollowingPage(string id) : IAsyncDisposable
    {
        private readonly List<string> _before = [];
        private DirectLineSocket? _socket;
        private string _mark = "0";

        public IReadOnlyList<string> Seen => [.. _before, .. Shown()];

        public async Task Sees(string clientId, DirectLineClient node)
        {
            while (!Seen.Contains(clientId))
            {
                var socket = _socket ??= await DirectLineSocket.Open(await Until(() => node.Ask(HttpMethod.Get, $"/conversations/{id}?watermark={_mark}")));
                await Eventually.Holds(() => Seen.Contains(clientId) || socket.HasClosed);
                if (!socket.HasClosed) continue;
                _before.AddRange(Shown());
                if (socket.Watermark.Length > 0) _mark = socket.Watermark;
                await DisposeAsync();
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_socket is { } socket) await socket.DisposeAsync();
            _socket = null;
        }

        private IEnumerable<string> Shown() => _socket?.Activities.Select(a => a.ClientId()).OfType<string>() ?? [];
    }
}
