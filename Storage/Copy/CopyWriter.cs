using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace ContactHub.Storage;

/// <summary>Writes rows with PostgreSQL's binary COPY.</summary>
internal sealed class CopyWriter(CopySource source, CopyTarget target, CopySchema schema, CopyProgress progress)
{
    /// <summary>Copies events after the last that is there, each batch a transaction.</summary>
    /// <exception cref="StorageCopyException">What is there is not from this log.</exception>
    public async Task Events(int batchSize, CancellationToken ct)
    {
        var connection = target.Connection;
        var total = await source.Log.ExecuteScalarAsync<long>("SELECT count(*) FROM events");
        var position = await connection.ExecuteScalarAsync<long>("SELECT coalesce(max(position), 0) FROM events");
        if (position > 0) await CheckIsSame(position);
        progress.Begin("copying events", total, await source.Log.ExecuteScalarAsync<long>("SELECT count(*) FROM events WHERE position <= @position", new { position }));
        // A crash of the server loses the last batches at most, and they are then copied again. The last transaction of all waits for the disk.
        await connection.ExecuteAsync("SET synchronous_commit = off");
        await using var select = new SqliteCommand($"SELECT {schema.Events.Names} FROM events WHERE position > @after ORDER BY position LIMIT @limit", source.Log);
        select.Parameters.AddWithValue("@limit", batchSize);
        var after = select.Parameters.AddWithValue("@after", position);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            await using var rows = await select.ExecuteReaderAsync(ct);
            var (copied, last) = await Copy(schema.Events, rows, ct);
            if (copied == 0) break;
            after.Value = last;
            progress.Add(copied);
        }

        await connection.ExecuteAsync("SET synchronous_commit = on");
        progress.End();
    }

    /// <summary>Makes all other tables anew, in one transaction: they change, so an interrupted copy of them can be out of date.</summary>
    public async Task Others(CancellationToken ct)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in schema.Others) counts.Add(table.Name, await source.Of(table).ExecuteScalarAsync<long>($"SELECT count(*) FROM {table.From}"));
        progress.Begin("copying other rows", counts.Values.Sum());
        await using var transaction = await target.Connection.BeginTransactionAsync(ct);
        await target.Connection.ExecuteAsync($"TRUNCATE {string.Join(", ", schema.Others.Select(t => t.From))}");
        foreach (var table in schema.Others)
        {
            await using var select = new SqliteCommand(table.SelectFromSqlite, source.Of(table));
            await using var rows = await select.ExecuteReaderAsync(ct);
            progress.Add((await Copy(table, rows, ct)).Rows);
        }

        foreach (var (table, column) in schema.Identities)
        {
            var last = await CopySequences.Source(source, table);
            await target.Connection.ExecuteAsync($"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), {Math.Max(last, 1)}, {(last > 0 ? "true" : "false")})");
        }

        await transaction.CommitAsync(ct);
        progress.End();
        // A fresh database has no statistics; the hub's first queries should not have to wait for them.
        await target.Connection.ExecuteAsync($"ANALYZE {string.Join(", ", schema.Others.Prepend(schema.Events).Select(t => t.From))}");
    }

    private async Task<(long Rows, long LastKey)> Copy(CopyTable table, SqliteDataReader rows, CancellationToken ct)
    {
        var (copied, last) = (0L, 0L);
        try
        {
            await using var import = await target.Connection.BeginBinaryImportAsync(table.CopyCommand, ct);
            for (; rows.Read(); copied++)
            {
                import.StartRow();
                for (var i = 0; i < table.Columns.Count; i++) Write(import, table, rows, i);
                if (table.Columns[0].Kind == CopyKind.Bigint) last = rows.GetInt64(0);
            }

            await import.CompleteAsync(ct);
            return (copied, last);
        }
        catch (PostgresException e)
        {
            throw new StorageCopyException($"PostgreSQL refuses rows of table '{table.Name}': {e.MessageText} ({e.Where}).", e);
        }
    }

    private static void Write(NpgsqlBinaryImporter import, CopyTable table, SqliteDataReader row, int i)
    {
        if (row.IsDBNull(i))
        {
            import.WriteNull();
            return;
        }

        switch (table.Columns[i].Kind)
        {
            case CopyKind.Bigint: import.Write(row.GetInt64(i), NpgsqlDbType.Bigint); break;
            case CopyKind.Integer: import.Write(row.GetInt32(i), NpgsqlDbType.Integer); break;
            case CopyKind.Smallint: import.Write(row.GetInt16(i), NpgsqlDbType.Smallint); break;
            case CopyKind.Boolean: import.Write(row.GetBoolean(i), NpgsqlDbType.Boolean); break;
            case CopyKind.Bytes: import.Write(row.GetFieldValue<byte[]>(i), NpgsqlDbType.Bytea); break;
            case CopyKind.Time: import.Write(row.GetFieldValue<DateTimeOffset>(i).ToUniversalTime(), NpgsqlDbType.TimestampTz); break;
            default: import.Write(Text(table, row, i), NpgsqlDbType.Text); break;
        }
    }

    private static string Text(CopyTable table, SqliteDataReader row, int i)
    {
        var text = row.GetString(i);
        if (StoredText.CanBeKept(text)) return text;
        var name = new CopyRow(table);
        name.Read(row);
        throw new StorageCopyException($"Table '{table.Name}', row '{name.Label}': '{table.Columns[i].Name}' has a NUL character, which PostgreSQL cannot keep.");
    }

    private async Task CheckIsSame(long position)
    {
        var (ours, theirs) = (new CopyRow(schema.Events), new CopyRow(schema.Events));
        var sql = FormattableString.Invariant($"SELECT {schema.Events.Names} FROM events WHERE position = {position}");
        await using (var rows = await source.Log.ExecuteReaderAsync(sql))
        {
            if (!await rows.ReadAsync()) throw new StorageCopyException($"The interrupted copy in {target.Name} goes beyond the log in '{source.Folder}': it is not a copy of this log.");
            ours.Read(rows);
        }

        await using (var rows = await target.Connection.ExecuteReaderAsync(sql))
        {
            await rows.ReadAsync();
            theirs.Read(rows);
        }

        if (!ours.Bytes.SequenceEqual(theirs.Bytes))
            throw new StorageCopyException($"The interrupted copy in {target.Name} has another event at position {position} than the log in '{source.Folder}': it is not a copy of this log.");
    }
}
