namespace ContactHub.Storage;

/// <summary>Where a conversation's events end, as last committed.</summary>
internal readonly record struct Head(long Number, long LastSeq, long LastPosition);

/// <summary>
/// Heads of the conversations used lately, so that an append needs no look-up. Two generations instead of a linked list:
/// when the young one is full it becomes the old one, and what is still in use moves back.
/// </summary>
internal sealed class HeadCache(int capacity)
{
    private Dictionary<string, Head> _young = new(StringComparer.Ordinal);
    private Dictionary<string, Head> _old = new(StringComparer.Ordinal);

    public bool TryGet(string id, out Head head)
    {
        if (_young.TryGetValue(id, out head)) return true;
        if (!_old.TryGetValue(id, out head)) return false;
        Set(id, head);
        return true;
    }

    public void Set(string id, Head head)
    {
        if (_young.Count >= capacity / 2) (_old, _young) = (_young, new Dictionary<string, Head>(StringComparer.Ordinal));
        _young[id] = head;
    }

    public void Clear()
    {
        _young.Clear();
        _old.Clear();
    }
}
