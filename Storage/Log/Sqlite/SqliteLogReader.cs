namespace ContactHub.Storage;

/// <summary>One reading connection. Each method reads in one transaction, so that heads and events agree.</summary>
internal sealed class SqliteLogReader : IDisposable
{
    private const string EventColumns = "e.position, c.id, e.seq, e.at, e.kind, e.channel, e.actor, e.payload";

    private readonly SqliteSession _session;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _end;
    private readonly SqliteStatement _head;
    private readonly SqliteStatement _step;
    private readonly SqliteStatement _mark;
    private readonly SqliteStatement _all;
    private readonly SqliteStatement _snapshot;

    public SqliteLogReader(string path)
    {
        _session = new SqliteSession(path, TimeSpan.FromSeconds(1));
        try
        {
            _session.Execute("PRAGMA query_only=1; PRAGMA cache_size=-8192");
            _begin = _session.Prepare("BEGIN");
            _end = _session.Prepare("COMMIT");
            _head = _session.Prepare("SELECT number, last_seq, last_position FROM conversations WHERE id = ?");
            _step = _session.Prepare("SELECT seq, prev, at, kind, channel, actor, payload FROM events WHERE position = ?");
            _mark = _session.Prepare("SELECT position FROM event_marks WHERE conversation = ? AND seq >= ? ORDER BY seq LIMIT 1");
            _all = _session.Prepare(
                $"SELECT {EventColumns} FROM events e CROSS JOIN conversations c ON c.number = e.conversation WHERE e.position > ? ORDER BY e.position LIMIT ?");
            _snapshot = _session.Prepare(
                "SELECT s.seq, s.version, s.state FROM conversations c JOIN snapshots s ON s.conversation = c.number WHERE c.id = ?");
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    public SqliteSession Session => _session;

    public T InTransaction<T>(Func<SqliteLogReader, T> read)
    {
        _begin.Run();
        try
        {
            return read(this);
        }
        finally
        {
            _end.Run();
        }
    }

    public IReadOnlyList<StoredEvent> After(string id, long afterSeq, int limit) =>
        FindHead(id) is { } head ? Walk(id, head, Math.Max(afterSeq, 0) + 1, Math.Min(head.LastSeq, SaturatingAdd(Math.Max(afterSeq, 0), limit))) : [];

    public IReadOnlyList<StoredEvent> Before(string id, long beforeSeq, int limit)
    {
        if (FindHead(id) is not { } head) return [];
        var last = Math.Min(head.LastSeq, beforeSeq - 1);
        return Walk(id, head, Math.Max(1, last - limit + 1), last);
    }

    public IReadOnlyList<StoredEvent> All(long afterPosition, int limit)
    {
        var events = new List<StoredEvent>();
        _all.Bind(1, afterPosition).Bind(2, limit);
        while (_all.Step())
        {
            events.Add(new StoredEvent(
                _all.Int64(0), _all.Text(1), _all.Int64(2), Time(_all.Int64(3)), _all.Text(4), _all.Text(5), _all.Text(6), _all.Blob(7)));
        }

        _all.Reset();
        return events;
    }

    public StoredSnapshot? Snapshot(string id)
    {
        _snapshot.Bind(1, id);
        var found = _snapshot.Step() ? new StoredSnapshot(id, _snapshot.Int64(0), (int)_snapshot.Int64(1), _snapshot.Blob(2)) : null;
        _snapshot.Reset();
        return found;
    }

    public void Dispose() => _session.Dispose();

    internal static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private static long SaturatingAdd(long seq, int limit) => seq > long.MaxValue - limit ? long.MaxValue : seq + limit;

    private Head? FindHead(string id)
    {
        _head.Bind(1, id);
        Head? head = _head.Step() ? new Head(_head.Int64(0), _head.Int64(1), _head.Int64(2)) : null;
        _head.Reset();
        return head;
    }

    /// <summary>
    /// Reads events first..last of a conversation, backward along <c>prev</c>, entering at the nearest mark at or after the last one.
    /// </summary>
    private StoredEvent[] Walk(string id, Head head, long first, long last)
    {
        if (last < first) return [];
        var position = head.LastPosition;
        if (head.LastSeq - last >= SqliteLogStatements.MarkEvery)
        {
            _mark.Bind(1, head.Number).Bind(2, last);
            if (_mark.Step()) position = _mark.Int64(0);
            _mark.Reset();
        }

        var events = new StoredEvent[last - first + 1];
        for (var seq = long.MaxValue; seq > first;)
        {
            _step.Bind(1, position);
            if (!_step.Step()) throw new SqliteFaultException(SQLitePCL.raw.SQLITE_CORRUPT, $"no event at position {position}");
            seq = _step.Int64(0);
            if (seq <= last)
            {
                events[seq - first] = new StoredEvent(
                    position, id, seq, Time(_step.Int64(2)), _step.Text(3), _step.Text(4), _step.Text(5), _step.Blob(6));
            }

            position = _step.Int64(1);
            _step.Reset();
        }

        return events;
    }
}
