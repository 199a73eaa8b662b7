using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactHub.Storage;

/// <summary>The event log in one SQLite file, for a hub of one process. See docs/adr/0002-event-log.md for why it is laid out as it is.</summary>
public sealed class SqliteEventLog : IEventLog
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "events.db";

    private readonly DataFolder _folder;
    private readonly CommitNotifier _notifier;
    private readonly SqliteLogWriter _writer;
    private readonly SqliteReaders _readers;
    private int _disposed;

    private SqliteEventLog(DataFolder folder, SqliteLogOptions options, ILogger logger)
    {
        _folder = folder;
        var path = Path.Combine(folder.Path, FileName);
        _notifier = new CommitNotifier(logger);
        _writer = new SqliteLogWriter(path, options, _notifier, logger);
        _readers = new SqliteReaders(path, options.Readers);
    }

    public event Action<long>? Committed
    {
        add => _notifier.Committed += value;
        remove => _notifier.Committed -= value;
    }

    /// <summary>What stands in for a disk of that many pages in tests; 0 is no limit.</summary>
    internal long PageLimit { set => _writer.PageLimit = value; }

    /// <summary>Opens the log in a folder, which is made if it is not there, and migrates it.</summary>
    /// <exception cref="StorageStartException">The folder is held by another process, or its database cannot be used by this program.</exception>
    public static async Task<SqliteEventLog> Open(
        string folder,
        SqliteLogOptions? options = null,
        ILogger<SqliteEventLog>? logger = null,
        TimeProvider? time = null,
        CancellationToken ct = default)
    {
        var held = DataFolder.Take(folder);
        try
        {
            await Migrator.Sqlite(Path.Combine(folder, FileName), MigrationSet.SqliteLog, time ?? TimeProvider.System, logger, ct);
            return new SqliteEventLog(held, options ?? new SqliteLogOptions(), logger ?? NullLogger<SqliteEventLog>.Instance);
        }
        catch (SqliteFaultException fault)
        {
            held.Dispose();
            throw new StorageStartException($"The event log in '{folder}' cannot be opened: {fault.Message}", fault);
        }
        catch
        {
            held.Dispose();
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

    public Task<IReadOnlyList<StoredEvent>> Read(string conversationId, long afterSeq, int limit, CancellationToken ct = default) =>
        _readers.Read(r => r.After(conversationId, afterSeq, ReadLimit.Check(limit)), ct);

    public Task<IReadOnlyList<StoredEvent>> ReadBefore(string conversationId, long beforeSeq, int limit, CancellationToken ct = default) =>
        _readers.Read(r => r.Before(conversationId, beforeSeq, ReadLimit.Check(limit)), ct);

    public Task<IReadOnlyList<StoredEvent>> ReadAll(long afterPosition, int limit, CancellationToken ct = default) =>
        _readers.Read(r => r.All(afterPosition, ReadLimit.Check(limit)), ct);

    public Task<StoredSummary?> Summary(string conversationId, CancellationToken ct = default) =>
        _readers.Read(r => SqliteSummaries.One(r, conversationId), ct);

    public Task<IReadOnlyList<StoredSummary>> Summaries(SummaryQuery query, CancellationToken ct = default) =>
        _readers.Read(r => SqliteSummaries.Find(r, query), ct);

    public Task<IReadOnlyList<StoredSummary>> ChangedSummaries(long afterPosition, int limit, CancellationToken ct = default) =>
        _readers.Read(r => SqliteSummaries.Changed(r, afterPosition, ReadLimit.Check(limit)), ct);

    public Task<long> LastPosition(CancellationToken ct = default) => Task.FromResult(_writer.LastPosition);

    public Task<IReadOnlyDictionary<string, long>> OpenByOwner(CancellationToken ct = default) => _readers.Read(SqliteSummaries.OpenByOwner, ct);

    public Task CheckWritable(CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        var probe = new PendingProbe();
        _writer.Add(probe);
        return probe.Task.WaitAsync(ct);
    }

    public Task<StoredSnapshot?> Snapshot(string conversationId, CancellationToken ct = default) =>
        _readers.Read(r => r.Snapshot(conversationId), ct);

    public Task SaveSnapshot(StoredSnapshot snapshot, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ct.ThrowIfCancellationRequested();
        var pending = new PendingSnapshot(snapshot);
        _writer.Add(pending);
        return pending.Task;
    }

    public Task<IReadOnlyList<string>> Verify(CancellationToken ct = default) =>
        Task.Run(() => _readers.Read(SqliteVerifier.Verify, ct), ct);

    /// <summary>Finishes the appends that are under way and lets go of the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        await _writer.DisposeAsync();
        _readers.Dispose();
        _folder.Dispose();
    }
}
