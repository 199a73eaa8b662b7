namespace ContactHub.LoadTest.Faults;

/// <summary>
/// One conversation as an agent's open screen holds it: a run of entries without holes, to which pushes are added in
/// sequence (docs/protocol.md, sections 1 and 9). Safe from many threads.
/// </summary>
internal sealed class ScreenTimeline
{
    private readonly List<TimelineEntry> _entries = [];

    /// <summary>The last sequence on the screen, 0 when empty.</summary>
    public long LastSeq
    {
        get
        {
            lock (_entries)
                return _entries.Count == 0 ? 0 : _entries[^1].Seq;
        }
    }

    public IReadOnlyList<TimelineEntry> Entries
    {
        get
        {
            lock (_entries)
                return [.. _entries];
        }
    }

    /// <summary>Adds what comes next and ignores what is there; false when something in between is missing.</summary>
    public bool Add(IEnumerable<TimelineEntry> entries)
    {
        lock (_entries)
        {
            foreach (TimelineEntry entry in entries)
            {
                long next = (_entries.Count == 0 ? 0 : _entries[^1].Seq) + 1;
                if (entry.Seq > next)
                    return false;
                if (entry.Seq == next)
                    _entries.Add(entry);
            }

            return true;
        }
    }
}
