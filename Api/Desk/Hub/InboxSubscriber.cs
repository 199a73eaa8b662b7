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

/// <summary>
/// One screen's lists: what it may see and what it has been shown. The list that is being read and the rounds of changes come here at the same time
/// and in any order, so the position decides what is news. Thread-safe.
/// </summary>
internal sealed class InboxSubscriber(string connectionId, DeskViewer viewer)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private bool _shownAll;

    public string ConnectionId { get; } = connectionId;

    public DeskViewer Viewer { get; } = viewer;

    /// <summary>
    /// The screen has its complete list, and knows nothing that was not shown here. Until then a conversation out of sight is told as gone, known
    /// or not: the list that is being read may still hold it from before it went.
    /// </summary>
    public void ShownAll()
    {
        lock (_gate)
        {
            _shownAll = true;
            foreach (var (id, known) in _known)
            {
                if (known.Place is null) _known.Remove(id);
            }
        }
    }

    /// <summary>Another agent's ongoing work is worth less haste than what waits or is one's own.</summary>
    public bool CanWait(ChangedRow change)
    {
        if (change.Summary.Owner != Owner.Agent || string.Equals(change.Summary.AgentId, Viewer.Id, StringComparison.Ordinal)) return false;
        lock (_gate)
        {
            return _known.TryGetValue(change.Summary.Id, out var known) && known.Place == change.Place;
        }
    }

    /// <summary>The row to show, the mark that it is gone, or null when this screen never knew it or knows of its going already.</summary>
    public object? Show(ChangedRow change)
    {
        var id = change.Summary.Id;
        var visible = DeskAccess.MaySee(Viewer, change.Summary);
        lock (_gate)
        {
            var before = _known.GetValueOrDefault(id);
            if (before is not null && before.Position > change.Position) return visible && before.Place is not null ? change.Row : null;
            if (visible || !_shownAll) _known[id] = new Known(change.Position, visible ? change.Place : null);
            else _known.Remove(id);
            if (visible) return change.Row;
            return before is { Place: not null } || (before is null && !_shownAll) ? new GoneRow(id, change.Position) : null;
        }
    }

    /// <param name="Place">Who has it as this screen was shown it; null when it is out of sight.</param>
    private sealed record Known(long Position, string? Place);
}
