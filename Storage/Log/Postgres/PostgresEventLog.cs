using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ContactHub.Storage;

/// <summary>The event log in PostgreSQL, which several processes may write at once. See docs/adr/0002-event-log.md.</summary>
public sealed class PostgresEventLog : IEventLog
{
    private readonly NpgsqlDataSource _source;
    private readonly CommitNotifier _notifier;
    private readonly PostgresHold _hold;
    private readonly PostgresLogWriter _writer;
    private readonly PostgresLogReader _reader;
    private readonly PostgresCommitListener _listener;
    private int _disposed;

    private PostgresEventLog(
        NpgsqlDataSource source, PostgresHold hold, NpgsqlConnection held, PostgresLogOptions options, TimeProvider time, ILogger logger, Action<string>? takenOver)
    {
        (_source, _hold) = (source, hold);
        _notifier = new CommitNotifier(logger);
        _writer = new PostgresLogWriter(source, hold, held, options, _notifier, time, logger, takenOver);
        _reader = new PostgresLogReader(source);
        _listener = new PostgresCommitListener(source, options, _notifier, time, logger);
    }

    public event Action<long>? Committed
    {
        add => _notifier.Committed += value;
        remove => _notifier.Committed -= value;
    }

    /// <summary>Connects and migrates.</summary>
    /// <param name="takenOver">
    /// Told once, in one sentence, when the session with the hub's lock was lost and another process has taken it: this log then writes no more.
    /// </param>
    /// <exception cref="StorageStartException">The server cannot be reached, its database cannot be used by this program, or another process holds it.</exception>
    public static async Task<PostgresEventLog> Open(
        string connectionString,
        PostgresLogOptions? options = null,
        ILogger<PostgresEventLog>? logger = null,
        TimeProvider? time = null,
        Action<string>? takenOver = null,
        CancellationToken ct = default)
    {
        (options, time) = (options ?? new PostgresLogOptions(), time ?? TimeProvider.System);
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (settings.MaxAutoPrepare == 0) (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (50, 2);
        // Commits are answered once they are on disk, whatever the server's default is.
        settings.Options = string.Join(' ', settings.Options, "-c synchronous_commit=on").Trim();
        var source = NpgsqlDataSource.Create(settings);
        var hold = new PostgresHold(settings, options.Sharing, time);
        try
        {
            // The lock comes first: a newer program must not change the schema under an older one that runs.
            var held = await hold.Connect(options.HoldTimeout);
            try
            {
                await CopyMarker.Refuse(held);
                await Migrator.Postgres(source, MigrationSet.Postgres, time, ct: ct);
                return new PostgresEventLog(source, hold, held, options, time, logger ?? NullLogger<PostgresEventLog>.Instance, takenOver);
            }
            catch
            {
                await held.DisposeAsync();
                throw;
            }
        }
        catch (Exception e)
        {
            await source.DisposeAsync();
            await hold.DisposeAsync();
            if (e is LogHeldException) throw new StorageStartException(e.Message, e);
            if (e is NpgsqlException) throw new StorageStartException($"The PostgreSQL database cannot be opened: {e.Message}", e);
            throw;
        }
    }

    public ValueTask<AppendReceipt> Append(AppendRequest request, CancellationToken ct = default)
    {
        request.Validate();
        ct.ThrowIfCancellationRequested();
        var pending = new PendingAppend(request);
        _writer.Add(pending);
        return new ValueTask<AppendReceipt>(pending.Task);
    }

    public async Task<IReadOnlyList<StoredEvent>> Read(string conversationId, long afterSeq, int limit, CancellationToken ct = default) =>
        await _reader.After(conversationId, afterSeq, ReadLimit.Check(limit), ct);

    public async Task<IReadOnlyList<StoredEvent>> ReadBefore(string conversationId, long beforeSeq, int limit, CancellationToken ct = default) =>
        await _reader.Before(conversationId, beforeSeq, ReadLimit.Check(limit), ct);

    public async Task<IReadOnlyList<StoredEvent>> ReadAll(long afterPosition, int limit, CancellationToken ct = default) =>
        await _reader.All(afterPosition, ReadLimit.Check(limit), ct);

    public Task<StoredSummary?> Summary(string conversationId, CancellationToken ct = default) => _reader.Summary(conversationId, ct);

    public async Task<IReadOnlyList<StoredSummary>> Summaries(SummaryQuery query, CancellationToken ct = default) => await _reader.Summaries(query, ct);

    public async Task<IReadOnlyList<StoredSummary>> ChangedSummaries(long afterPosition, int limit, CancellationToken ct = default) =>
        await _reader.Changed(afterPosition, ReadLimit.Check(limit), ct);

    public Task<long> LastPosition(CancellationToken ct = default) => _reader.LastPosition(ct);

    public Task<IReadOnlyDictionary<string, long>> OpenByOwner(CancellationToken ct = default) => _reader.OpenByOwner(ct);

    public Task CheckWritable(CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        var probe = new PendingProbe();
        _writer.Add(probe);
        return probe.Task.WaitAsync(ct);
    }

    public Task<StoredSnapshot?> Snapshot(string conversationId, CancellationToken ct = default) => _reader.Snapshot(conversationId, ct);

    public Task SaveSnapshot(StoredSnapshot snapshot, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ct.ThrowIfCancellationRequested();
        var pending = new PendingSnapshot(snapshot);
        _writer.Add(pending);
        return pending.Task;
    }

    public Task<IReadOnlyList<string>> Verify(CancellationToken ct = default) => _reader.Verify(ct);

    /// <summary>Finishes the appends that are under way and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        await _writer.DisposeAsync();
        await _listener.DisposeAsync();
        await _hold.DisposeAsync();
        await _source.DisposeAsync();
    }
}
