using Npgsql;
using NpgsqlTypes;

namespace ContactHub.LoadTest.Log;

/// <summary>The yardstick: the same schema written over one connection in batches of one round trip, with arrays and nothing else.</summary>
internal static class RawPostgres
{
    /// <param name="connectionString">A migrated database with the conversations of <see cref="BenchmarkRow"/>, each with one event.</param>
    public static async Task<double> Run(string connectionString, TimeSpan duration, TimeProvider time)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Max Auto Prepare=20;Auto Prepare Min Usages=2;Options=-c synchronous_commit=on");
        await connection.OpenAsync();
        long position = BenchmarkRow.Conversations;
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < duration)
        {
            await Write(connection, position);
            position += BenchmarkRow.Batch;
        }

        return (position - BenchmarkRow.Conversations) / time.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task Write(NpgsqlConnection connection, long after)
    {
        var positions = Fill(i => after + i + 1);
        var numbers = Fill(i => (after + i) % BenchmarkRow.Conversations + 1);
        var seqs = Fill(i => (after + i) / BenchmarkRow.Conversations + 1);
        var at = Fill(_ => BenchmarkRow.At.UtcTicks);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN"));
        batch.BatchCommands.Add(Command(
            "UPDATE conversations c SET last_seq = u.s, last_position = u.p, updated_at = u.t, body = u.b " +
            "FROM unnest($1, $2, $3, $4, $5) AS u (n, s, p, t, b) WHERE c.number = u.n",
            Longs(numbers), Longs(seqs), Longs(positions), Longs(at), Bytes(BenchmarkRow.Body)));
        batch.BatchCommands.Add(Command(
            "INSERT INTO events (position, conversation, seq, at, kind, channel, actor, payload) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)",
            Longs(positions), Longs(numbers), Longs(seqs), Longs(at), Texts(BenchmarkRow.Kind), Texts(BenchmarkRow.Channel),
            Texts(BenchmarkRow.Actor), Bytes(BenchmarkRow.Payload)));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await batch.ExecuteNonQueryAsync();
    }

    private static T[] Fill<T>(Func<int, T> value) => [.. Enumerable.Range(0, BenchmarkRow.Batch).Select(value)];

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter<long[]> Longs(long[] values) => new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    private static NpgsqlParameter<string[]> Texts(string value) => new() { TypedValue = Fill(_ => value), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static NpgsqlParameter<byte[][]> Bytes(byte[] value) => new() { TypedValue = Fill(_ => value), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };
}
