namespace ContactHub.Storage;

/// <summary>The writer's connection and its statements, prepared once.</summary>
internal sealed class SqliteLogStatements : IDisposable
{
    /// <summary>Every so many events of a conversation one is marked, so that a page in its middle is reached in at most as many steps.</summary>
    public const int MarkEvery = 64;

    private readonly SqliteStatement _findHead;
    private readonly SqliteStatement _insertHead;
    private readonly SqliteStatement _moveHead;
    private readonly SqliteStatement _moveHeadAndRouting;
    private readonly SqliteStatement _insertEvent;
    private readonly SqliteStatement _insertMark;
    private readonly SqliteStatement _saveSnapshot;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;

    public SqliteLogStatements(string path, SqliteLogOptions options)
    {
        Session = new SqliteSession(path, options.BusyTimeout);
        try
        {
            Session.Execute(
                $"PRAGMA synchronous=FULL; PRAGMA cache_size=-{options.CacheKiB}; PRAGMA wal_autocheckpoint={options.CheckpointPages}; " +
                $"PRAGMA journal_size_limit={options.MaxWalBytes}");
            _findHead = Session.Prepare("SELECT number, last_seq, last_position FROM conversations WHERE id = ?");
            _insertHead = Session.Prepare(
                "INSERT INTO conversations (number, id, last_seq, last_position, updated_at, body, status, owner, department, agent, citizen) " +
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            _moveHead = Session.Prepare(
                "UPDATE conversations SET last_seq = ?3, last_position = ?4, updated_at = ?5, body = ?6 WHERE number = ?1 AND last_seq = ?2");
            _moveHeadAndRouting = Session.Prepare(
                "UPDATE conversations SET last_seq = ?3, last_position = ?4, updated_at = ?5, body = ?6, " +
                "status = ?7, owner = ?8, department = ?9, agent = ?10, citizen = ?11 WHERE number = ?1 AND last_seq = ?2");
            _insertEvent = Session.Prepare("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
            _insertMark = Session.Prepare("INSERT INTO event_marks VALUES (?, ?, ?)");
            _saveSnapshot = Session.Prepare(
                "INSERT INTO snapshots (conversation, seq, version, state) VALUES (?, ?, ?, ?) ON CONFLICT (conversation) DO UPDATE " +
                "SET seq = excluded.seq, version = excluded.version, state = excluded.state WHERE excluded.seq >= snapshots.seq");
            _begin = Session.Prepare("BEGIN IMMEDIATE");
            _commit = Session.Prepare("COMMIT");
        }
        catch
        {
            Session.Dispose();
            throw;
        }
    }

    public SqliteSession Session { get; }

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    /// <summary>The last position and the last conversation number in use.</summary>
    public (long Position, long Number) Ends()
    {
        using var ends = Session.PrepareOnce("SELECT (SELECT coalesce(max(position), 0) FROM events), (SELECT coalesce(max(number), 0) FROM conversations)");
        ends.Step();
        return (ends.Int64(0), ends.Int64(1));
    }

    public Head? FindHead(string conversationId)
    {
        _findHead.Bind(1, conversationId);
        Head? head = _findHead.Step() ? new Head(_findHead.Int64(0), _findHead.Int64(1), _findHead.Int64(2)) : null;
        _findHead.Reset();
        return head;
    }

    public void Insert(in PlannedEvent planned)
    {
        var e = planned.Event;
        _insertEvent.Bind(1, planned.Position).Bind(2, planned.Conversation.Number).Bind(3, planned.Seq).Bind(4, planned.Prev)
            .Bind(5, e.At.UtcTicks).Bind(6, e.Kind).Bind(7, e.Channel).Bind(8, e.Actor).Bind(9, e.Payload.Span).Run();
        if (planned.Seq % MarkEvery == 0)
            _insertMark.Bind(1, planned.Conversation.Number).Bind(2, planned.Seq).Bind(3, planned.Position).Run();
    }

    /// <summary>Inserts the head, or moves it if it is still where the plan found it; false if another writer was there.</summary>
    public bool Move(HeadChange change)
    {
        var summary = change.Summary;
        var full = change.IsNew || change.RoutingChanged;
        var statement = change.IsNew ? _insertHead : full ? _moveHeadAndRouting : _moveHead;
        statement.Bind(1, change.Number);
        if (change.IsNew) statement.Bind(2, change.Id);
        else statement.Bind(2, change.OldSeq);
        statement.Bind(3, change.LastSeq).Bind(4, change.LastPosition).Bind(5, summary.UpdatedAt.UtcTicks).Bind(6, summary.Body.Span);
        if (full)
        {
            statement.Bind(7, summary.Status).Bind(8, summary.Owner).Bind(9, summary.DepartmentId).Bind(10, summary.AgentId)
                .Bind(11, summary.CitizenId);
        }

        statement.Run();
        return Session.Changes == 1;
    }

    public void Save(long number, StoredSnapshot snapshot) =>
        _saveSnapshot.Bind(1, number).Bind(2, snapshot.Seq).Bind(3, snapshot.Version).Bind(4, snapshot.State.Span).Run();

    public void Dispose() => Session.Dispose();
}
