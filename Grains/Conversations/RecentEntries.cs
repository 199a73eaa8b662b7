using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>The newest entries of a timeline, so that a reconnecting screen is answered without the database.</summary>
internal sealed class RecentEntries
{
    private const int Limit = 64;
    private readonly Queue<TimelineEntry> _entries = new();

    public void Add(ImmutableArray<TimelineEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (_entries.Count == Limit) _entries.Dequeue();
            _entries.Enqueue(entry);
        }
    }

    public void Clear() => _entries.Clear();

    /// <summary>All entries after a sequence up to <paramref name="lastSeq"/>, or null when they are not all here.</summary>
    public ImmutableArray<TimelineEntry>? After(long afterSeq, long lastSeq)
    {
        if (afterSeq >= lastSeq) return [];
        if (!_entries.TryPeek(out var oldest) || oldest.Seq > afterSeq + 1) return null;
        return [.. _entries.Where(e => e.Seq > afterSeq)];
    }
}

/// <summary>The parts of a state that lists are filtered by, and that have indexes of their own.</summary>
internal static class RoutingColumns
{
    public static bool Same(ConversationState a, ConversationState b) =>
        a.Owner == b.Owner
        && string.Equals(a.DepartmentId, b.DepartmentId, StringComparison.Ordinal)
        && string.Equals(a.AgentId, b.AgentId, StringComparison.Ordinal)
        && string.Equals(a.CitizenId, b.CitizenId, StringComparison.Ordinal);
}
