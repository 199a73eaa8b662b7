using Npgsql;
using NpgsqlTypes;

namespace ContactHub.Storage;

/// <summary>The statements of one append transaction: what is read at its beginning, and what is written to its end.</summary>
internal static class PostgresAppend
{
    /// <summary>Lock that every writer of the log holds from its first read to its commit, so that commit order is position order.</summary>
    public const long Lock = 0x436F6E7461637402;

    /// <summary>Channel on which other processes hear of commits.</summary>
    public const string NotifyChannel = "contacthub_log";

    /// <summary>Begins the transaction and takes the lock; reads the log's ends and the heads of conversations that are not in memory.</summary>
    public static async Task<(long Position, long Number, Dictionary<string, Head> Heads)> Begin(
        NpgsqlConnection connection, IReadOnlyCollection<string> unknown, TimeSpan timeout)
    {
        await using var batch = New(connection, timeout);
        Add(batch, "BEGIN");
        Add(batch, "SELECT pg_advisory_xact_lock($1)", new NpgsqlParameter<long> { TypedValue = Lock });
        // A statement of its own: it must see what the lock waited for.
        Add(batch, "SELECT coalesce((SELECT max(position) FROM events), 0), coalesce((SELECT max(number) FROM conversations), 0)");
        if (unknown.Count > 0) AddFindHeads(batch, unknown);
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync(); // Past the lock's void; BEGIN gives no result.
        await reader.ReadAsync();
        var (position, number) = (reader.GetInt64(0), reader.GetInt64(1));
        var heads = await reader.NextResultAsync() ? await ReadHeads(reader) : new Dictionary<string, Head>(StringComparer.Ordinal);
        return (position, number, heads);
    }

    public static async Task<Dictionary<string, Head>> FindHeads(NpgsqlConnection connection, IReadOnlyCollection<string> ids, TimeSpan timeout)
    {
        await using var batch = New(connection, timeout);
        AddFindHeads(batch, ids);
        await using var reader = await batch.ExecuteReaderAsync();
        return await ReadHeads(reader);
    }

    /// <summary>Writes the plan and commits, in one round trip.</summary>
    public static async Task Commit(
        NpgsqlConnection connection, AppendBatch plan, IReadOnlyList<(long Number, StoredSnapshot Snapshot)> snapshots, TimeSpan timeout)
    {
        await using var batch = New(connection, timeout);
        AddHeads(batch, plan.Changes.Where(c => c.IsNew).ToList(), InsertHeads, routing: true, isNew: true);
        AddHeads(batch, plan.Changes.Where(c => !c.IsNew && c.RoutingChanged).ToList(), MoveHeadsAndRouting, routing: true, isNew: false);
        AddHeads(batch, plan.Changes.Where(c => !c.IsNew && !c.RoutingChanged).ToList(), MoveHeads, routing: false, isNew: false);
        AddEvents(batch, plan.Events);
        foreach (var (number, snapshot) in snapshots) AddSnapshot(batch, number, snapshot);
        if (plan.Events.Count > 0)
        {
            Add(batch, $"SELECT pg_notify('{NotifyChannel}', $1)", new NpgsqlParameter<string>
            {
                TypedValue = plan.LastPosition.ToString(System.Globalization.CultureInfo.InvariantCulture),
            });
        }

        Add(batch, "COMMIT");
        await batch.ExecuteNonQueryAsync();
    }

    private const string InsertHeads =
        "INSERT INTO conversations (number, last_seq, last_position, updated_at, body, status, owner, department, agent, citizen, id) " +
        "SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    private const string MoveHeads =
        "UPDATE conversations c SET last_seq = u.s, last_position = u.p, updated_at = u.t, body = u.b " +
        "FROM unnest($1, $2, $3, $4, $5) AS u (n, s, p, t, b) WHERE c.number = u.n";

    private const string MoveHeadsAndRouting =
        "UPDATE conversations c SET last_seq = u.s, last_position = u.p, updated_at = u.t, body = u.b, " +
        "status = u.st, owner = u.o, department = u.d, agent = u.a, citizen = u.c " +
        "FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS u (n, s, p, t, b, st, o, d, a, c) WHERE c.number = u.n";

    private static void AddHeads(NpgsqlBatch batch, List<HeadChange> changes, string sql, bool routing, bool isNew)
    {
        if (changes.Count == 0) return;
        var command = Add(
            batch,
            sql,
            Array(changes, c => c.Number, NpgsqlDbType.Bigint),
            Array(changes, c => c.LastSeq, NpgsqlDbType.Bigint),
            Array(changes, c => c.LastPosition, NpgsqlDbType.Bigint),
            Array(changes, c => c.Summary.UpdatedAt.UtcTicks, NpgsqlDbType.Bigint),
            Array(changes, c => c.Summary.Body, NpgsqlDbType.Bytea));
        if (routing)
        {
            command.Parameters.Add(Array(changes, c => c.Summary.Status, NpgsqlDbType.Text));
            command.Parameters.Add(Array(changes, c => c.Summary.Owner, NpgsqlDbType.Text));
            command.Parameters.Add(Array(changes, c => c.Summary.DepartmentId, NpgsqlDbType.Text));
            command.Parameters.Add(Array(changes, c => c.Summary.AgentId, NpgsqlDbType.Text));
            command.Parameters.Add(Array(changes, c => c.Summary.CitizenId, NpgsqlDbType.Text));
        }

        if (isNew) command.Parameters.Add(Array(changes, c => c.Id, NpgsqlDbType.Text));
    }

    private static void AddEvents(NpgsqlBatch batch, List<PlannedEvent> events)
    {
        if (events.Count == 0) return;
        Add(
            batch,
            "INSERT INTO events (position, conversation, seq, at, kind, channel, actor, payload) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)",
            Array(events, e => e.Position, NpgsqlDbType.Bigint),
            Array(events, e => e.Conversation.Number, NpgsqlDbType.Bigint),
            Array(events, e => e.Seq, NpgsqlDbType.Bigint),
            Array(events, e => e.Event.At.UtcTicks, NpgsqlDbType.Bigint),
            Array(events, e => e.Event.Kind, NpgsqlDbType.Text),
            Array(events, e => e.Event.Channel, NpgsqlDbType.Text),
            Array(events, e => e.Event.Actor, NpgsqlDbType.Text),
            Array(events, e => e.Event.Payload, NpgsqlDbType.Bytea));
    }

    private static void AddSnapshot(NpgsqlBatch batch, long number, StoredSnapshot snapshot) => Add(
        batch,
        "INSERT INTO snapshots (conversation, seq, version, state) VALUES ($1, $2, $3, $4) ON CONFLICT (conversation) DO UPDATE " +
        "SET seq = excluded.seq, version = excluded.version, state = excluded.state WHERE excluded.seq >= snapshots.seq",
        new NpgsqlParameter<long> { TypedValue = number },
        new NpgsqlParameter<long> { TypedValue = snapshot.Seq },
        new NpgsqlParameter<int> { TypedValue = snapshot.Version },
        new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = snapshot.State, NpgsqlDbType = NpgsqlDbType.Bytea });

    private static void AddFindHeads(NpgsqlBatch batch, IReadOnlyCollection<string> ids) => Add(
        batch,
        "SELECT id, number, last_seq, last_position FROM conversations WHERE id = ANY ($1)",
        new NpgsqlParameter<string[]> { TypedValue = [.. ids] });

    private static async Task<Dictionary<string, Head>> ReadHeads(NpgsqlDataReader reader)
    {
        var heads = new Dictionary<string, Head>(StringComparer.Ordinal);
        while (await reader.ReadAsync()) heads.Add(reader.GetString(0), new Head(reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)));
        return heads;
    }

    private static NpgsqlBatch New(NpgsqlConnection connection, TimeSpan timeout) =>
        new(connection) { Timeout = (int)Math.Ceiling(timeout.TotalSeconds) };

    private static NpgsqlBatchCommand Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
        return command;
    }

    private static NpgsqlParameter<TValue[]> Array<TRow, TValue>(List<TRow> rows, Func<TRow, TValue> value, NpgsqlDbType type)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = value(rows[i]);
        return new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}
