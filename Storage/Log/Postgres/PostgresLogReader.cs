using Npgsql;

namespace ContactHub.Storage;

/// <summary>The log's queries on PostgreSQL.</summary>
internal sealed class PostgresLogReader(NpgsqlDataSource source)
{
    private const string Events =
        "SELECT e.position, c.id, e.seq, e.at, e.kind, e.channel, e.actor, e.payload FROM events e JOIN conversations c ON c.number = e.conversation ";

    public Task<List<StoredEvent>> After(string id, long afterSeq, int limit, CancellationToken ct) =>
        Query(Events + "WHERE c.id = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3", [id, afterSeq, limit], Event, ct);

    public async Task<List<StoredEvent>> Before(string id, long beforeSeq, int limit, CancellationToken ct)
    {
        var events = await Query(Events + "WHERE c.id = $1 AND e.seq < $2 ORDER BY e.seq DESC LIMIT $3", [id, beforeSeq, limit], Event, ct);
        events.Reverse();
        return events;
    }

    public Task<List<StoredEvent>> All(long afterPosition, int limit, CancellationToken ct) =>
        Query(Events + "WHERE e.position > $1 ORDER BY e.position LIMIT $2", [afterPosition, limit], Event, ct);

    public async Task<StoredSummary?> Summary(string id, CancellationToken ct) =>
        (await Query($"SELECT {SummarySql.Columns} FROM conversations c WHERE c.id = $1", [id], Summary, ct)) is [var found] ? found : null;

    public Task<List<StoredSummary>> Summaries(SummaryQuery query, CancellationToken ct)
    {
        var parameters = new List<object>();
        var sql = SummarySql.Find(query, "JOIN", value =>
        {
            parameters.Add(value);
            return FormattableString.Invariant($"${parameters.Count}");
        });
        return Query(sql, parameters, Summary, ct);
    }

    public Task<List<StoredSummary>> Changed(long afterPosition, int limit, CancellationToken ct) =>
        Query(SummarySql.Changed("JOIN", "$1", "$2"), [afterPosition, limit], Summary, ct);

    public async Task<long> LastPosition(CancellationToken ct) =>
        (await Query("SELECT coalesce(max(position), 0) FROM events", [], row => row.GetInt64(0), ct))[0];

    public async Task<IReadOnlyDictionary<string, long>> OpenByOwner(CancellationToken ct) =>
        (await Query(SummarySql.OpenByOwner, [], row => (row.GetString(0), row.GetInt64(1)), ct))
            .ToDictionary(count => count.Item1, count => count.Item2, StringComparer.Ordinal);

    public async Task<StoredSnapshot?> Snapshot(string id, CancellationToken ct) =>
        (await Query(
            "SELECT s.seq, s.version, s.state FROM conversations c JOIN snapshots s ON s.conversation = c.number WHERE c.id = $1",
            [id],
            row => new StoredSnapshot(id, row.GetInt64(0), row.GetInt32(1), row.GetFieldValue<byte[]>(2)),
            ct)) is [var found] ? found : null;

    public async Task<IReadOnlyList<string>> Verify(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var verifier = new LogVerifier();
        await using (var events = new NpgsqlCommand("SELECT position, conversation, seq FROM events ORDER BY position", connection) { CommandTimeout = 0 })
        {
            await using var row = await events.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) verifier.Event(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), prev: null);
        }

        await using (var heads = new NpgsqlCommand("SELECT number, last_seq, last_position FROM conversations", connection) { CommandTimeout = 0 })
        {
            await using var row = await heads.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct)) verifier.Head(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
        }

        verifier.Finish();
        return verifier.Problems;
    }

    private static StoredEvent Event(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetInt64(2),
        new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero),
        row.GetString(4),
        row.GetString(5),
        row.GetString(6),
        row.GetFieldValue<byte[]>(7));

    private static StoredSummary Summary(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), new SummaryRow(
        row.GetString(3),
        row.GetString(4),
        row.GetString(5),
        Nullable(row, 6),
        Nullable(row, 7),
        Nullable(row, 8),
        new DateTimeOffset(row.GetInt64(9), TimeSpan.Zero),
        row.GetFieldValue<byte[]>(10)));

    private static string? Nullable(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private async Task<List<T>> Query<T>(string sql, List<object> parameters, Func<NpgsqlDataReader, T> map, CancellationToken ct)
    {
        try
        {
            await using var command = source.CreateCommand(sql);
            foreach (var value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
            await using var row = await command.ExecuteReaderAsync(ct);
            var rows = new List<T>();
            while (await row.ReadAsync(ct)) rows.Add(map(row));
            return rows;
        }
        catch (NpgsqlException e)
        {
            throw new StorageUnavailableException("The PostgreSQL database cannot be used.", e);
        }
    }
}
