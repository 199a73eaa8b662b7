using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using ContactHub.Hubs.Tests;
using ContactHub.TestKit;

namespace ContactHub.Cluster.Tests;

/// <summary>
/// A citizen who writes one message after the other as the widget does: kept until there is a receipt, sent again under the same id, over another
/// node when the connection has ended.
/// </summary>
internal sealed class TalkingCitizen(ClusterOfFour cluster, Session session, int number)
{
    private readonly ConcurrentDictionary<string, int> _refusals = new(StringComparer.Ordinal);
    private readonly List<string> _sent = [];
    private readonly SemaphoreSlim _received = new(0);
    private int _api = number % 2;

    public int Receipts => _sent.Count;

    public TimeSpan LongestSilence { get; private set; }

    public IEnumerable<string> Refusals => _refusals.Select(refusal => $"{refusal.Key} {refusal.Value}");

    public async Task Talk(CancellationToken stop)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var since = Stopwatch.GetTimestamp();
        HubSocket? socket = null;
        while (!stop.IsCancellationRequested)
        {
            var clientId = $"citizen-{number}-{_sent.Count}";
            try
            {
                socket ??= await Connect();
                await socket.Call("send", new { clientId, text = $"mesaj {_sent.Count}" });
                _sent.Add(clientId);
                LongestSilence = TimeSpan.FromTicks(Math.Max(LongestSilence.Ticks, Stopwatch.GetElapsedTime(since).Ticks));
                since = Stopwatch.GetTimestamp();
                _received.Release();
            }
            catch (HubRefusalException e)
            {
                // Anything but this one would have lost the message.
                Assert.Equal("unavailable", e.Code);
                _refusals.AddOrUpdate(e.Code, 1, (_, count) => count + 1);
            }
            catch (Exception e) when (e is IOException or WebSocketException)
            {
                _refusals.AddOrUpdate("connection", 1, (_, count) => count + 1);
                if (socket is not null) await socket.DisposeAsync();
                (socket, _api) = (null, 1 - _api);
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }

        if (socket is not null) await socket.DisposeAsync();
    }

    /// <summary>Waits for that many receipts from now on.</summary>
    public async Task Further(int receipts)
    {
        while (_received.CurrentCount > 0) await _received.WaitAsync();
        for (var i = 0; i < receipts; i++) Assert.True(await _received.WaitAsync(Eventually.Patience), $"Citizen {number} gets no receipts any more; refusals: {string.Join(", ", Refusals)}.");
    }

    /// <summary>Reads the whole timeline: every message is there, once and in order.</summary>
    public async Task Check()
    {
        await using var socket = await Connect();
        var found = new List<string>();
        long? before = null;
        while (before is null or > 1)
        {
            var page = await socket.Call("page", before ?? long.MaxValue, 100);
            var entries = page.GetProperty("entries").EnumerateArray().ToList();
            if (entries.Count == 0) break;
            found.InsertRange(0, entries.Select(ClientId).OfType<string>());
            before = entries[0].GetProperty("seq").GetInt64();
        }

        Assert.Equal(_sent, found.Where(id => id.StartsWith("citizen-", StringComparison.Ordinal)).Take(_sent.Count));
        // At most the message that was under way when the talking ended.
        Assert.InRange(found.Count(id => id.StartsWith("citizen-", StringComparison.Ordinal)), _sent.Count, _sent.Count + 1);
    }

    private static string? ClientId(JsonElement entry) => entry.TryGetProperty("data", out var data) && data.TryGetProperty("clientId", out var id) ? id.GetString() : null;

    private async Task<HubSocket> Connect()
    {
        var socket = await cluster.Citizen(_api, session);
        await socket.Call("join", 0);
        return socket;
    }
}
