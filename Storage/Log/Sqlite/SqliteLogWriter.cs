using Microsoft.Extensions.Logging;

namespace ContactHub.Storage;

/// <summary>
/// The one thread that writes. Takes whatever waits, makes it one transaction, and answers after the commit. On a fault the whole
/// batch is rolled back and refused, and the next batch tries again: that is how the log recovers by itself.
/// </summary>
internal sealed partial class SqliteLogWriter : IAsyncDisposable
{
    private readonly string _path;
    private readonly SqliteLogOptions _options;
    private readonly ILogger _logger;
    private readonly WriteQueue _queue = new();
    private readonly CommitNotifier _notifier;
    private readonly HeadCache _heads;
    private readonly SqliteWalGuard _walGuard;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteLogStatements? _open;
    private long _lastPosition;
    private long _lastNumber;
    private bool _failing;

    public SqliteLogWriter(string path, SqliteLogOptions options, CommitNotifier notifier, ILogger logger)
    {
        (_path, _options, _notifier, _logger) = (path, options, notifier, logger);
        _heads = new HeadCache(options.CachedHeads);
        _walGuard = new SqliteWalGuard(path, options);
        Open();
        new Thread(Run) { IsBackground = true, Name = "event log writer" }.Start();
    }

    public long LastPosition => Volatile.Read(ref _lastPosition);

    /// <summary>Most pages the database may have, to see what a full disk does; 0 leaves SQLite's own limit.</summary>
    public long PageLimit { get; set; }

    public void Add(IPendingWrite write)
    {
        _queue.Add(write);
        LogMetrics.Queued();
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _stopped.Task;
        _queue.Dispose();
    }

    private void Run()
    {
        var batch = new List<IPendingWrite>(_options.MaxBatch);
        while (_queue.Take(batch, _options.MaxBatch))
        {
            Write(batch);
            LogMetrics.Written(batch.Count);
            batch.Clear();
        }

        _open?.Dispose();
        _stopped.SetResult();
    }

    private void Write(List<IPendingWrite> batch)
    {
        AppendBatch plan;
        try
        {
            plan = Commit(batch);
        }
        catch (SqliteFaultException fault)
        {
            if (!_failing) CommitFailed(fault, batch.Count);
            _failing = true;
            LogMetrics.Failed();
            Undo(close: !fault.ConnectionIsSound);
            RefuseAll(batch, fault.AsUnavailable());
            return;
        }
        catch (Exception e)
        {
            CommitFailed(e, batch.Count);
            LogMetrics.Failed();
            Undo(close: true);
            RefuseAll(batch, new StorageUnavailableException("The append could not be written.", e));
            return;
        }

        if (_failing) Recovered();
        _failing = false;
        foreach (var change in plan.Changes) _heads.Set(change.Id, change.After);
        Volatile.Write(ref _lastPosition, plan.LastPosition);
        _lastNumber = plan.LastNumber;
        plan.Answer();
        _notifier.Notify(plan.LastPosition);
    }

    private AppendBatch Commit(List<IPendingWrite> batch)
    {
        // A deleted file would go on taking writes that nobody can ever read again.
        if (!File.Exists(_path)) throw new SqliteFaultException(SQLitePCL.raw.SQLITE_CANTOPEN, "the file is gone");
        var log = _open ?? Open();
        if (PageLimit > 0) log.Session.Execute($"PRAGMA max_page_count={PageLimit}");
        _walGuard.BeforeCommit(log.Session);

        log.Begin();
        var plan = new AppendBatch(_lastPosition, _lastNumber);
        foreach (var write in batch)
        {
            if (write is PendingAppend append) plan.Add(append, FindHead(log, plan, append.Request.ConversationId));
        }

        // Heads first: their compare-and-set decides whether the events may be there at all.
        foreach (var change in plan.Changes)
        {
            if (!log.Move(change)) throw new InvalidOperationException("The head of a conversation was moved by another program.");
        }

        foreach (var planned in plan.Events) log.Insert(planned);
        var snapshots = batch.OfType<PendingSnapshot>().Where(s => Save(log, plan, s)).ToList();
        // Set to what it is, the version still dirties its page: a write of one page that stores nothing.
        if (plan.Events.Count == 0 && snapshots.Count == 0) log.Session.Execute("PRAGMA user_version=0");
        log.Commit();
        foreach (var saved in snapshots) saved.SetResult();
        foreach (var probe in batch.OfType<PendingProbe>()) probe.SetResult();
        return plan;
    }

    private Head? FindHead(SqliteLogStatements log, AppendBatch plan, string conversationId)
    {
        if (plan.Find(conversationId) is { } change) return change.After;
        if (_heads.TryGet(conversationId, out var cached)) return cached;
        return log.FindHead(conversationId);
    }

    private bool Save(SqliteLogStatements log, AppendBatch plan, PendingSnapshot pending)
    {
        var snapshot = pending.Snapshot;
        var head = FindHead(log, plan, snapshot.ConversationId);
        if (head is null || head.Value.LastSeq < snapshot.Seq)
        {
            plan.Refuse(pending, new ArgumentException($"The conversation has {head?.LastSeq ?? 0} events, the snapshot {snapshot.Seq}."));
            return false;
        }

        log.Save(head.Value.Number, snapshot);
        return true;
    }

    private SqliteLogStatements Open()
    {
        _open = new SqliteLogStatements(_path, _options);
        (var position, _lastNumber) = _open.Ends();
        Volatile.Write(ref _lastPosition, position);
        return _open;
    }

    private void Undo(bool close)
    {
        try
        {
            _open?.Session.Rollback();
        }
        catch (SqliteFaultException)
        {
            close = true; // Closing the connection rolls back too.
        }

        if (!close) return;
        _heads.Clear();
        _open?.Dispose();
        _open = null;
    }

    private static void RefuseAll(List<IPendingWrite> batch, Exception reason)
    {
        foreach (var write in batch) write.Refuse(reason);
    }

    [LoggerMessage(EventId = 3010, Level = LogLevel.Error, Message = "A transaction of {Writes} writes failed and was rolled back")]
    private partial void CommitFailed(Exception exception, int writes);

    [LoggerMessage(EventId = 3011, Level = LogLevel.Information, Message = "The event log can be written again")]
    private partial void Recovered();
}
