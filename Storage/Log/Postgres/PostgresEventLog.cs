using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ContactHub.Storage;

/// <summary>The event log in PostgreSQL, which several processes may write at once. See docs/adr/0002-event-log.md.</summary>
public sealed class PostgresEventLog : IEventLog
{
    private readonly NpgsqlDataSource _source;
    private readonly CommitNotifier _notifier;
    private readonly PostgresLogWriter _writer;
    private readonly PostgresLogReader _reader;
    private readonly PostgresCommitListener _listener;
    private int _disposed;

    private PostgresEventLog(NpgsqlDataSource source, PostgresLogOptions options, TimeProvider time, ILogger logger)
    {
        _source = source;
        _notifier = new CommitNotifier(logger);
        _writer = new PostgresLogWriter(source, options, _notifier, time, logger);
        _reader = new PostgresLogReader(source);
        _listener = new PostgresCommitListener(source, options, _notifier, time, logger);
    }

    public event Action<long>? Committed
    {
        add => _notifier.Committed += value;
        remove => _notifier.Committed -= value;
    }

    /// <summary>Connects and migrates.</summary>
    /// <exception cref="StorageStartException">The server cannot be reached, or its database cannot be used by this program.</exception>
    public static async Task<PostgresEventLog> Open(
        string connectionString,
        PostgresLogOptions? options = null,
        ILogger<PostgresEventLog>? logger = null,
        TimeProvider? time = null,
        CancellationToken ct = default)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (settings.MaxAutoPrepare == 0) (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (50, 2);
        // Commits are answered once they are on disk, whatever the server's default is.
        settings.Options = string.Join(' ', settings.Options, "-c synchronous_commit=on").Trim();
        var source = NpgsqlDataSource.Create(settings);
        try
        {
            await Migrator.Postgres(source, MigrationSet.Postgres, time ?? TimeProvider.System, ct);
            return new PostgresEventLog(source, options ?? new PostgresLogOptions(), time ?? TimeProvider.System, logger ?? NullLogger<PostgresEventLog>.Instance);
        }
        catch
        {
            await source.DisposeAsync();
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
        await _source.DisposeAsync();
    }
}
