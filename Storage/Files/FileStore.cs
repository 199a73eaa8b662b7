using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using ContactHub.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ContactHub.Files;

/// <summary>
/// The bytes that events refer to: attachments, mails as they came, sanitised HTML, recordings. They are in the hub's database, so that every node of a
/// cluster, each backup and the move to PostgreSQL have them without anything of their own. The id is the SHA-256 of the bytes: the same file sent to a
/// hundred citizens is there once, and what was saved before a crash is simply found again.
/// </summary>
public sealed class FileStore(HubDatabase database, TimeProvider clock)
{
    /// <summary>Largest file, in bytes: a mail of 25 MB as it came, whose attachments are a third larger in base64.</summary>
    public const int MaxBytes = 40 * 1024 * 1024;

    /// <summary>Keeps the bytes and answers their id. They are durable when it returns; save them before the event that names them.</summary>
    /// <exception cref="ArgumentException">They are more than <see cref="MaxBytes"/>.</exception>
    public async Task<string> Save(ReadOnlyMemory<byte> bytes, CancellationToken ct = default)
    {
        if (bytes.Length > MaxBytes) throw new ArgumentException($"A file has at most {MaxBytes} bytes; this one has {bytes.Length}.", nameof(bytes));
        var id = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        await using var connection = await database.Open(ct);
        // Look first: the bytes of a file that is there already need not travel.
        if (await Keep(connection, null, id)) return id;
        await connection.ExecuteAsync(
            "INSERT INTO files (id, size, at, bytes) VALUES (@id, @size, @at, @bytes) ON CONFLICT (id) DO UPDATE SET expires = NULL",
            new { id, size = (long)bytes.Length, at = clock.GetUtcNow().UtcTicks, bytes = bytes.ToArray() });
        return id;
    }

    /// <summary>The bytes; null when there are none under this id.</summary>
    public async Task<byte[]?> Read(string id, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return await connection.QuerySingleOrDefaultAsync<byte[]>("SELECT bytes FROM files WHERE id = @id", new { id });
    }

    /// <summary>The bytes to read from where one likes, without having all of them in memory; null when there are none under this id. Dispose of it after use.</summary>
    public async Task<Stream?> Open(string id, CancellationToken ct = default)
    {
        var connection = await database.Open(ct);
        try
        {
            if (await connection.QuerySingleOrDefaultAsync<FileRow>($"SELECT {(database.IsPostgres ? "CAST(0 AS bigint)" : "rowid")} AS Row, size FROM files WHERE id = @id", new { id }) is { } row)
            {
                return database.IsPostgres
                    ? new PostgresFileStream(connection, id, row.Size)
                    : new SqliteFileStream(connection, new SqliteBlob((SqliteConnection)connection, "files", "bytes", row.Row, readOnly: true));
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>What nobody refers to any longer by itself: an event does.</summary>
    /// <returns>False when there is no such file.</returns>
    internal static async Task<bool> Keep(DbConnection connection, DbTransaction? transaction, string id) =>
        await connection.ExecuteAsync("UPDATE files SET expires = NULL WHERE id = @id", new { id }, transaction) > 0;

    /// <summary>Stores a file that goes again at <paramref name="expires"/> unless it is kept by then. One that is there stays as long as the longer of both says.</summary>
    /// <param name="content">As many bytes as <paramref name="size"/> says, at its beginning.</param>
    internal async Task Lend(DbConnection connection, DbTransaction transaction, string id, Stream content, long size, DateTimeOffset expires, CancellationToken ct)
    {
        var row = new { id, size, at = clock.GetUtcNow().UtcTicks, expires = expires.UtcTicks };
        // The update locks the row: whoever sweeps at this moment looks again, and finds the new time.
        if (await connection.ExecuteAsync(
            "UPDATE files SET expires = CASE WHEN expires < @expires THEN @expires ELSE expires END WHERE id = @id", row, transaction) > 0) return;
        var parameters = new DynamicParameters(row);
        if (database.IsPostgres)
        {
            parameters.Add("bytes", content, DbType.Binary);
            await connection.ExecuteAsync(new CommandDefinition(
                "INSERT INTO files (id, size, at, expires, bytes) VALUES (@id, @size, @at, @expires, @bytes) ON CONFLICT (id) DO NOTHING", parameters, transaction, cancellationToken: ct));
            return;
        }

        var rowId = await connection.ExecuteScalarAsync<long>(
            "INSERT INTO files (id, size, at, expires, bytes) VALUES (@id, @size, @at, @expires, zeroblob(@size)) RETURNING rowid", parameters, transaction);
        await using var blob = new SqliteBlob((SqliteConnection)connection, "files", "bytes", rowId);
        await content.CopyToAsync(blob, ct);
    }

    private sealed record FileRow(long Row, long Size);
}
