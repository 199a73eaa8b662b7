using System.Collections.Immutable;
using System.Security.Cryptography;
using ContactHub.Conversations;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.Files;

/// <summary>
/// Files that were uploaded and not posted yet. An upload is its owner's alone and has an id that nobody can guess; the file's own id, which anybody can
/// compute who has the same file, opens nothing here. What is not posted within <see cref="Life"/> is removed.
/// </summary>
public sealed class UploadStore(HubDatabase database, FileStore files, TimeProvider clock)
{
    /// <summary>How long an upload waits to be posted.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(1);

    /// <summary>Stores a file as somebody's upload; all or nothing.</summary>
    /// <param name="owner">See <see cref="UploadOwners"/>.</param>
    /// <param name="file">What it is; the id is that of the bytes.</param>
    /// <param name="content">The bytes, from where it stands.</param>
    /// <param name="mostPerDay">Bytes that the owner may upload within <see cref="Life"/>.</param>
    /// <returns>The upload's id; null when it would be more than the owner may.</returns>
    public async Task<string?> Add(string owner, Attachment file, Stream content, long mostPerDay, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        var upload = new
        {
            id = "u-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), owner, file = file.Id, name = file.Name, contentType = file.ContentType,
            size = file.Size, at = now.UtcTicks,
        };
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await connection.ExecuteScalarAsync<long>(
            "SELECT coalesce(sum(size), 0) FROM uploads WHERE owner = @owner AND at > @since", new { owner, since = (now - Life).UtcTicks }, transaction)
            + file.Size > mostPerDay) return null;
        await files.Lend(connection, transaction, file.Id, content, file.Size, now + Life, ct);
        await connection.ExecuteAsync(
            "INSERT INTO uploads (id, owner, file, name, content_type, size, at) VALUES (@id, @owner, @file, @name, @contentType, @size, @at)", upload, transaction);
        await transaction.CommitAsync(ct);
        return upload.id;
    }

    /// <summary>
    /// The files of somebody's uploads, in this order, kept for good from now on: call it before the command that names them. Doing it again is harmless,
    /// as long as the uploads live.
    /// </summary>
    /// <returns>Null when one of them is not there, not this owner's, or gone.</returns>
    public async Task<ImmutableArray<Attachment>?> Claim(string owner, IReadOnlyList<string> uploadIds, CancellationToken ct = default)
    {
        var found = ImmutableArray.CreateBuilder<Attachment>(uploadIds.Count);
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var id in uploadIds)
        {
            var row = await connection.QuerySingleOrDefaultAsync<UploadRow>(Select, new { id, owner }, transaction);
            if (row is null || !await FileStore.Keep(connection, transaction, row.Id)) return null;
            found.Add(row.File());
        }

        await transaction.CommitAsync(ct);
        return found.MoveToImmutable();
    }

    /// <summary>Somebody's upload, which stays what it is; null when it is not there, not this owner's, or gone.</summary>
    public async Task<Attachment?> Find(string owner, string id, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return await connection.QuerySingleOrDefaultAsync<UploadRow>(Select, new { id, owner }) is { } row ? row.File() : null;
    }

    /// <summary>Removes what was not posted in time; answers how many files went.</summary>
    public async Task<int> Sweep(CancellationToken ct = default)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("DELETE FROM uploads WHERE at <= @before", new { before = (now - Life).UtcTicks });
        return await connection.ExecuteAsync("DELETE FROM files WHERE expires <= @now", new { now = now.UtcTicks });
    }

    private const string Select = "SELECT file AS Id, name, content_type AS ContentType, size FROM uploads WHERE id = @id AND owner = @owner";

    private sealed record UploadRow(string Id, string Name, string ContentType, long Size)
    {
        public Attachment File() => new(Id, Name, ContentType, Size);
    }
}

/// <summary>Whose an upload is, as <see cref="UploadStore"/> knows it.</summary>
public static class UploadOwners
{
    /// <summary>A visitor's: signing in does not change it.</summary>
    public static string Visitor(string visitorId) => "visitor:" + visitorId;

    /// <summary>A messenger's, for the citizen who sent it there.</summary>
    public static string Place(string placeId) => "place:" + placeId;

    /// <summary>Another system's, by its key.</summary>
    public static string OtherSystem(string keyId) => "key:" + keyId;

    /// <summary>A bot's from outside.</summary>
    public static string Bot(string botId) => "bot:" + botId;

    /// <summary>A member of staff's.</summary>
    public static string Staff(string staffId) => "staff:" + staffId;
}
