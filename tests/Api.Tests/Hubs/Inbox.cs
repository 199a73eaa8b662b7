using System.Text.Json;
using ContactHub.TestKit;

namespace ContactHub.Hubs.Tests;

/// <summary>The desk's lists as a screen keeps them by the protocol's cursor rule: a row counts unless a newer one of that conversation is known.</summary>
internal sealed class Inbox
{
    private readonly HubSocket _socket;
    private readonly Dictionary<string, (long Position, string? Json)> _rows = new(StringComparer.Ordinal);
    private int _taken;

    private Inbox(HubSocket socket) => _socket = socket;

    public long Cursor { get; private set; }

    /// <summary>Visible rows as JSON, by conversation.</summary>
    public SortedDictionary<string, string> Rows
    {
        get
        {
            Take();
            return new SortedDictionary<string, string>(
                _rows.Where(r => r.Value.Json is not null).ToDictionary(r => r.Key, r => r.Value.Json!, StringComparer.Ordinal), StringComparer.Ordinal);
        }
    }

    public static async Task<Inbox> Join(HubSocket desk)
    {
        var inbox = new Inbox(desk);
        inbox.Apply(await desk.Call("inbox", 0));
        return inbox;
    }

    /// <summary>What a screen does after a lost connection: the same lists, on a new connection, from the cursor on.</summary>
    public async Task<Inbox> Reconnect(HubSocket desk)
    {
        Take();
        var next = new Inbox(desk) { Cursor = Cursor };
        foreach (var (id, row) in _rows) next._rows[id] = row;
        next.Apply(await desk.Call("inbox", Cursor));
        return next;
    }

    /// <summary>Waits until the lists are what a condition wants.</summary>
    public Task Until(Func<SortedDictionary<string, string>, bool> condition, string expected) => _socket.Until(() => condition(Rows), expected);

    /// <summary>Waits until the lists are the same as others.</summary>
    public async Task Becomes(SortedDictionary<string, string> expected, string whose)
    {
        try
        {
            await Until(rows => rows.SequenceEqual(expected), "the same lists");
        }
        catch (TimeoutException)
        {
            var rows = Rows;
            var differing = rows.Keys.Union(expected.Keys).Where(id => rows.GetValueOrDefault(id) != expected.GetValueOrDefault(id));
            Assert.Fail($"{whose}: {string.Join('\n', differing.Select(id => $"{id}\n  has    {rows.GetValueOrDefault(id)}\n  should {expected.GetValueOrDefault(id)}"))}");
        }
    }

    private void Take()
    {
        foreach (var push in _socket.Pushes.Skip(_taken).ToList())
        {
            _taken++;
            if (push.Target == "inbox") Apply(push[0]);
        }
    }

    private void Apply(JsonElement page)
    {
        if (page.TryGetProperty("reset", out var reset) && reset.GetBoolean()) _rows.Clear();
        Cursor = Math.Max(Cursor, page.GetProperty("cursor").GetInt64());
        foreach (var row in page.GetProperty("conversations").EnumerateArray())
        {
            var (id, position) = (row.GetProperty("id").GetString()!, row.GetProperty("position").GetInt64());
            if (_rows.TryGetValue(id, out var known) && known.Position > position) continue;
            _rows[id] = (position, row.TryGetProperty("gone", out _) ? null : row.GetRawText());
        }
    }
}
