using System.Security.Cryptography;
using ContactHub.Storage;
using Dapper;

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
        if (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM files WHERE id = @id", new { id }) > 0) return id;
        await connection.ExecuteAsync(
            "INSERT INTO files (id, size, at, bytes) VALUES (@id, @size, @at, @bytes) ON CONFLICT (id) DO NOTHING",
            new { id, size = (long)bytes.Length, at = clock.GetUtcNow().UtcTicks, bytes = bytes.ToArray() });
        return id;
    }

    /// <summary>The bytes; null when there are none under this id.</summary>
    public async Task<byte[]?> Read(string id, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return await connection.QuerySingleOrDefaultAsync<byte[]>("SELECT bytes FROM files WHERE id = @id", new { id });
    }
}
