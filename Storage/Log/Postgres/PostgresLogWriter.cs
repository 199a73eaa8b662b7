using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContactHub.Storage;

/// <summary>
/// This process's one writer. Takes whatever waits, makes it one transaction of two round trips, and answers after the commit.
/// Other processes may write too: the lock puts them in line, and heads in memory are trusted only if nobody else has written since.
/// Where they may not, the hub's lock is held by the session that appends; once another process has it, this writer never writes again.
/// </summary>
internal sealed partial class PostgresLogWriter : IAsyncDisposable
{
    private readonly PostgresHold _hold;
    private readonly Action<string>? _takenOver;
    private readonly ITimer? _checks;
    private readonly PostgresLogOptions _options;
    private readonly CommitNotifier _notifier;
    private readonly PostgresOutcome _outcome;
    private readonly ILogger _logger;
    private readonly HeadCache _heads;
    private readonly Channel<IPendingWrite> _queue = Channel.CreateUnbounded<IPendingWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _run;
    private NpgsqlConnection? _connection;
    private long _lastPosition = -1;
    private bool _failing;
    private bool _isTakenOver;

    /// <param name="held">The first connection from <paramref name="hold"/>.</param>
    public PostgresLogWriter(
        NpgsqlDataSource source, PostgresHold hold, NpgsqlConnection held, PostgresLogOptions options, CommitNotifier notifier, TimeProvider time, ILogger logger,
        Action<string>? takenOver)
    {
        (_hold, _connection, _options, _notifier, _logger, _takenOver) = (hold, held, options, notifier, logger, takenOver);
        _outcome = new PostgresOutcome(source, options, time);
        _heads = new HeadCache(options.CachedHeads);
        if (hold.IsGuarded) _checks = time.CreateTimer(_ => TryAdd(PendingCheck.Instance), null, options.HoldCheck, options.HoldCheck);
        _run = Task.Run(Run);
    }

    public void Add(IPendingWrite write) => ObjectDisposedException.ThrowIf(!TryAdd(write), typeof(IEventLog));

    public async ValueTask DisposeAsync()
    {
        if (_checks is not null) await _checks.DisposeAsync();
        _queue.Writer.TryComplete();
        await _run;
    }

    private bool TryAdd(IPendingWrite write)
    {
        if (!_queue.Writer.TryWrite(write)) return false;
        LogMetrics.Queued();
        return true;
    }

    private async Task Run()
    {
        var batch = new List<IPendingWrite>(_options.MaxBatch);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < _options.MaxBatch && _queue.Reader.TryRead(out var write)) batch.Add(write);
            await Write(batch);
            LogMetrics.Written(batch.Count);
            batch.Clear();
        }

        await Disconnect();
    }

    private async Task Write(List<IPendingWrite> batch)
    {
        try
        {
            if (_isTakenOver) throw new StorageUnavailableException("Another ContactHub process has taken the database over.");
            await Commit(batch);
            if (_failing) Recovered();
            _failing = false;
        }
        catch (LogHeldException e)
        {
            _isTakenOver = true;
            TakenOver(e.Message);
            foreach (var write in batch) write.Refuse(new StorageUnavailableException("Another ContactHub process has taken the database over.", e));
            _takenOver?.Invoke(e.Message);
        }
        catch (Exception e)
        {
            if (!_failing) CommitFailed(e, batch.Count);
            _failing = true;
            LogMetrics.Failed();
            await Disconnect();
            var reason = e as StorageUnavailableException ?? new StorageUnavailableException("The PostgreSQL database cannot be used.", e);
            foreach (var write in batch) write.Refuse(reason);
        }
    }

    private async Task Commit(List<IPendingWrite> batch)
    {
        var connection = _connection ??= await _hold.Connect(_options.HoldTimeout);
        if (batch.TrueForAll(write => write is PendingCheck))
        {
            await Check(connection);
            return;
        }

        var (plan, stored) = await Plan(connection, batch);
        var snapshots = new List<(PendingSnapshot Pending, long Number)>();
        foreach (var pending in batch.OfType<PendingSnapshot>())
        {
            var id = pending.Snapshot.ConversationId;
            var head = plan.Find(id)?.After ?? (stored.TryGetValue(id, out var found) ? found : null);
            if (head is { } h && h.LastSeq >= pending.Snapshot.Seq) snapshots.Add((pending, h.Number));
            else plan.Refuse(pending, new ArgumentException($"The conversation has {head?.LastSeq ?? 0} events, the snapshot {pending.Snapshot.Seq}."));
        }

        try
        {
            await PostgresAppend.Commit(connection, plan, [.. snapshots.Select(s => (s.Number, s.Pending.Snapshot))], _options.CommandTimeout);
        }
        catch (Exception e)
        {
            // The commit may have happened although its answer did not come.
            CommitInDoubt(e);
            await Disconnect();
            if (!await _outcome.WasCommitted(plan, e)) throw;
        }

        foreach (var change in plan.Changes) _heads.Set(change.Id, change.After);
        _lastPosition = plan.LastPosition;
        foreach (var (pending, _) in snapshots) pending.SetResult();
        foreach (var probe in batch.OfType<PendingProbe>()) probe.SetResult();
        plan.Answer();
        _notifier.Notify(plan.LastPosition);
    }

    private async Task Check(NpgsqlConnection connection)
    {
        try
        {
            await using var command = new NpgsqlCommand("SELECT 1", connection) { CommandTimeout = (int)Math.Ceiling(_options.CommandTimeout.TotalSeconds) };
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException)
        {
            // At once, so that nobody else can take the lock, or so that it is known who has.
            await Disconnect();
            _connection = await _hold.Connect(_options.HoldTimeout);
        }
    }

    /// <summary>Begins the transaction and plans it; also returns the committed heads of all conversations in the batch.</summary>
    private async Task<(AppendBatch Plan, Dictionary<string, Head> Stored)> Plan(NpgsqlConnection connection, List<IPendingWrite> batch)
    {
        var ids = batch.Where(write => write is not (PendingCheck or PendingProbe)).Select(ConversationOf).ToHashSet(StringComparer.Ordinal);
        var stored = new Dictionary<string, Head>(ids.Count, StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (_heads.TryGet(id, out var head)) stored.Add(id, head);
        }

        var unknown = ids.Where(id => !stored.ContainsKey(id)).ToList();
        var (position, number, heads) = await PostgresAppend.Begin(connection, unknown, _options.CommandTimeout);
        if (position != _lastPosition)
        {
            _heads.Clear();
            stored = await PostgresAppend.FindHeads(connection, ids, _options.CommandTimeout);
        }
        else
        {
            foreach (var (id, head) in heads) stored.Add(id, head);
        }

        var plan = new AppendBatch(position, number);
        foreach (var append in batch.OfType<PendingAppend>())
            plan.Add(append, stored.TryGetValue(append.Request.ConversationId, out var head) ? head : null);
        return (plan, stored);
    }

    private static string ConversationOf(IPendingWrite write) => write switch
    {
        PendingAppend append => append.Request.ConversationId,
        PendingSnapshot pending => pending.Snapshot.ConversationId,
        _ => throw new ArgumentException("Unknown kind of write.", nameof(write)),
    };

    private async Task Disconnect()
    {
        if (_connection is null) return;
        var connection = _connection;
        _connection = null;
        await connection.DisposeAsync();
    }

    [LoggerMessage(EventId = 3020, Level = LogLevel.Error, Message = "A transaction of {Writes} writes failed and was rolled back")]
    private partial void CommitFailed(Exception exception, int writes);

    [LoggerMessage(EventId = 3021, Level = LogLevel.Warning, Message = "The connection broke during a commit; finding out what became of it")]
    private partial void CommitInDoubt(Exception exception);

    [LoggerMessage(EventId = 3023, Level = LogLevel.Critical, Message = "This process writes no more, its database was taken over. {Reason}")]
    private partial void TakenOver(string reason);

    [LoggerMessage(EventId = 3022, Level = LogLevel.Information, Message = "The event log can be written again")]
    private partial void Recovered();
}
