namespace ContactHub.Storage;

/// <summary>
/// Checks that the log is what it promises, given all of it in order of position: positions ascend, each conversation is contiguous
/// from 1, each event points at the one before it, and each head stands on its conversation's last event.
/// </summary>
internal sealed class LogVerifier
{
    private readonly Dictionary<long, (long Seq, long Position)> _last = [];
    private readonly List<string> _problems = [];
    private long _position;

    public IReadOnlyList<string> Problems => _problems;

    /// <param name="prev">Null where the database does not keep it.</param>
    public void Event(long position, long conversation, long seq, long? prev)
    {
        if (position <= _position) Problem($"Position {position} comes after {_position}.");
        if (position > _position + 1) Problem($"Positions {_position + 1} to {position - 1} are missing.");
        _position = Math.Max(position, _position);
        var last = _last.GetValueOrDefault(conversation);
        if (seq != last.Seq + 1) Problem($"Conversation {conversation}: event {seq} at position {position} comes after event {last.Seq}.");
        if (prev is { } p && p != last.Position)
            Problem($"Conversation {conversation}: event {seq} points at position {p}, not at {last.Position}.");
        _last[conversation] = (seq, position);
    }

    /// <summary>To be called for every conversation after all events.</summary>
    public void Head(long conversation, long lastSeq, long lastPosition)
    {
        if (!_last.Remove(conversation, out var last))
            Problem($"Conversation {conversation} has a head and no events.");
        else if (last != (lastSeq, lastPosition))
            Problem($"Conversation {conversation}: its head says event {lastSeq} at position {lastPosition}, the log says {last.Seq} at {last.Position}.");
    }

    public void Finish()
    {
        foreach (var conversation in _last.Keys) Problem($"Conversation {conversation} has events and no head.");
    }

    public void Problem(string sentence) => _problems.Add(sentence);
}
