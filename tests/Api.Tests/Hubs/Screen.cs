using System.Text.Json;
using ContactHub.TestKit;

namespace ContactHub.Hubs.Tests;

/// <summary>
/// One conversation as a screen keeps it by the protocol's rules: a snapshot, then pushed events by sequence, those it has ignored. Works for a
/// citizen's page and for the desk.
/// </summary>
internal sealed class Screen
{
    private readonly HubSocket _socket;
    private readonly string _conversationId;
    private readonly SortedDictionary<long, string> _entries = [];
    private int _taken;

    private Screen(HubSocket socket, string conversationId) => (_socket, _conversationId) = (socket, conversationId);

    /// <summary>The entries' JSON, by sequence.</summary>
    public IReadOnlyDictionary<long, string> Entries
    {
        get
        {
            Take();
            return _entries;
        }
    }

    public static async Task<Screen> Join(HubSocket citizen, string conversationId)
    {
        var screen = new Screen(citizen, conversationId);
        screen.Keep((await citizen.Call("join", 0)).GetProperty("entries"));
        return screen;
    }

    public static async Task<Screen> Open(HubSocket staff, string conversationId)
    {
        var screen = new Screen(staff, conversationId);
        screen.Keep((await staff.Call("open", conversationId, 0)).GetProperty("entries"));
        return screen;
    }

    /// <summary>Waits until everything up to a sequence is there.</summary>
    public Task UpTo(long seq) => _socket.Until(() => Entries.Keys.Count(known => known <= seq) == seq, $"everything up to {seq}");

    private void Take()
    {
        foreach (var push in _socket.Pushes.Skip(_taken).ToList())
        {
            _taken++;
            if (push.Target == "events" && push[0].GetString() == _conversationId) Keep(push[1]);
        }
    }

    private void Keep(JsonElement entries)
    {
        foreach (var entry in entries.EnumerateArray())
        {
            var (seq, json) = (entry.GetProperty("seq").GetInt64(), entry.GetRawText());
            if (!_entries.TryAdd(seq, json)) Assert.Equal(_entries[seq], json);
        }
    }
}
