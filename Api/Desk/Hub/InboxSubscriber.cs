using System.Collections.Concurrent;
using ContactHub.Conversations;
using ContactHub.Security;
using ContactHub.Storage;

namespace ContactHub.Desk;

/// <summary>A head row that changed, read once for all screens.</summary>
internal sealed class ChangedRow(StoredSummary stored)
{
    public ConversationSummary Summary { get; } = SummaryCodec.Read(stored);

    public long Position { get; } = stored.LastPosition;

    public InboxRow Row => field ??= new InboxRow(Summary, stored.Number, Position);

    /// <summary>Who has it; a change of this is never held back.</summary>
    public string Place => field ??= $"{Summary.Owner}/{Summary.AgentId}/{Summary.DepartmentId}";
}

/// <summary>One screen's lists: what it may see and what it has been shown.</summary>
internal sealed class InboxSubscriber(string connectionId, DeskViewer viewer)
{
    private volatile bool _shownAll;

    private readonly ConcurrentDictionary<string, string> _shown = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _gone = new(StringComparer.Ordinal);

    public string ConnectionId { get; } = connectionId;

    public DeskViewer Viewer { get; } = viewer;

    /// <summary>
    /// The screen has its complete list, and knows nothing that was not shown here. Until then a conversation out of sight is told as gone, known
    /// or not: the list that is being read may still hold it from before it went.
    /// </summary>
    public void ShownAll() => _shownAll = true;

    /// <summary>Another agent's ongoing work is worth less haste than what waits or is one's own.</summary>
    public bool CanWait(ChangedRow change) =>
        change.Summary.Owner == Owner.Agent
        && !string.Equals(change.Summary.AgentId, Viewer.Id, StringComparison.Ordinal)
        && _shown.TryGetValue(change.Summary.Id, out var place) && place == change.Place;

    /// <summary>The row to show, the mark that it is gone, or null when this screen never knew it.</summary>
    public object? Show(ChangedRow change)
    {
        var id = change.Summary.Id;
        if (DeskAccess.MaySee(Viewer, change.Summary))
        {
            _shown[id] = change.Place;
            _gone.TryRemove(id, out _);
            return change.Row;
        }

        var known = _shown.TryRemove(id, out _) || (!_shownAll && _gone.TryAdd(id, true));
        return known ? new GoneRow(id, change.Position) : null;
    }
}
