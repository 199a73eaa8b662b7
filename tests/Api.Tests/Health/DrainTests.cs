using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using ContactHub.HubFaults.Tests;
using ContactHub.Hubs.Tests;
using ContactHub.TestKit;

namespace ContactHub.Health.Tests;

/// <summary>SIGTERM to a hub under load, as a service manager sends it.</summary>
public sealed class DrainTests
{
    private const int Citizens = 8;

    [Fact]
    public async Task A_hub_that_is_told_to_stop_turns_unready_first_then_tells_its_clients_and_loses_nothing_it_acknowledged()
    {
        var folder = Directory.CreateTempSubdirectory("contacthub-drain-").FullName;
        var acknowledged = new ConcurrentQueue<(string ConversationId, long Seq, string Text)>();
        var sessions = new List<Session>();
        using (var hub = await HubProcess.Start(folder, "--Drain:Notice=00:00:20", "--Drain:Time=00:00:02"))
        {
            for (var i = 0; i < Citizens; i++) sessions.Add(await hub.Visit());
            var sockets = await Task.WhenAll(sessions.Select(hub.Connect));
            var writers = sockets.Select((socket, i) => Task.Run(() => Write(socket, sessions[i].ConversationId, acknowledged))).ToList();
            await Eventually.Holds(() => acknowledged.Count > 50);

            hub.Terminate();
            await HealthTests.Becomes(hub.Address, HttpStatusCode.ServiceUnavailable, "Unhealthy");
            // Not ready, and still at work: nobody has been told yet.
            var before = acknowledged.Count;
            Assert.DoesNotContain(sockets, socket => socket.Pushes.Any(push => push.Target == "closing"));
            await Eventually.Holds(() => acknowledged.Count > before);
            await Assert.ThrowsAsync<HttpRequestException>(() => hub.Visit());

            foreach (var socket in sockets) Assert.Equal("restarting", (await socket.Push("closing"))[0].GetString());
            await Task.WhenAll(writers);
            Assert.Equal(0, await hub.Exit());
            foreach (var socket in sockets) await socket.DisposeAsync();
        }

        using (var next = await HubProcess.Start(folder))
        {
            foreach (var session in sessions)
            {
                var page = await Stored(next, session);
                var mine = acknowledged.Where(a => a.ConversationId == session.ConversationId).ToList();
                Assert.NotEmpty(mine);
                Assert.All(mine, message => Assert.Equal(message.Text, page.GetValueOrDefault(message.Seq)));
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_second_signal_ends_the_waiting()
    {
        var folder = Directory.CreateTempSubdirectory("contacthub-hurry-").FullName;
        using (var hub = await HubProcess.Start(folder, "--Drain:Notice=00:05:00"))
        {
            hub.Terminate();
            await HealthTests.Becomes(hub.Address, HttpStatusCode.ServiceUnavailable, "Unhealthy");

            hub.Terminate();

            Assert.Equal(0, await hub.Exit());
        }

        Directory.Delete(folder, recursive: true);
    }

    internal static async Task<Dictionary<long, string>> Stored(HubProcess hub, Session session)
    {
        var citizen = await hub.Connect(await hub.Visit(session.Token));
        var stored = new Dictionary<long, string>();
        var page = await citizen.Call("join", 0);
        for (var pages = 1; ; pages++)
        {
            var entries = page.GetProperty("entries").EnumerateArray().ToList();
            foreach (var entry in entries.Where(e => e.GetProperty("kind").GetString() == "messagePosted"))
                stored[entry.GetProperty("seq").GetInt64()] = entry.GetProperty("data").GetProperty("text").GetString()!;
            if (entries.Count == 0 || entries[0].GetProperty("seq").GetInt64() == 1) break;
            if (pages % 200 == 0)
            {
                // A connection's calls are limited, and a quick machine writes more pages than that.
                await citizen.DisposeAsync();
                citizen = await hub.Connect(session);
            }

            page = await citizen.Call("page", entries[0].GetProperty("seq").GetInt64(), 100);
        }

        await citizen.DisposeAsync();
        return stored;
    }

    /// <summary>Writes until the connection ends, and notes what was acknowledged.</summary>
    internal static async Task Write(HubSocket citizen, string conversationId, ConcurrentQueue<(string ConversationId, long Seq, string Text)> acknowledged)
    {
        try
        {
            await citizen.Call("requestPerson", new { clientId = "wants-person" });
            for (var n = 0; ; n++)
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"Mesaj {n} {conversationId}");
                var receipt = await citizen.Call("send", new { clientId = $"drain-{n:00000}", text });
                acknowledged.Enqueue((conversationId, receipt.GetProperty("seq").GetInt64(), text));
            }
        }
        catch (IOException)
        {
            // The hub has parted from this client, as it said it would.
        }
    }
}
