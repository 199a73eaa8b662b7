using System.Collections.Concurrent;
using ContactHub.Audit;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.ApiKeys;

/// <summary>The keys of other systems. It is asked at every request, so what is revoked is refused at once, at every node.</summary>
public sealed class ApiKeyStore(HubDatabase database, AuditLog audit, TimeProvider time)
{
    /// <summary>Uses within this time are written down once.</summary>
    public static readonly TimeSpan UseSpan = TimeSpan.FromMinutes(10);

    private const string Columns =
        """
        SELECT id, name, secret_hash AS SecretHash, scopes, departments, per_minute AS PerMinute, created_at AS CreatedAt, created_by AS CreatedBy,
            expires_at AS ExpiresAt, revoked_at AS RevokedAt, last_used_at AS LastUsedAt FROM api_keys
        """;

    // Of many uses at once, one is written down.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _noted = new(StringComparer.Ordinal);

    /// <summary>All of them, the newest first, the revoked ones too.</summary>
    public async Task<IReadOnlyList<ApiKey>> All(CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return [.. (await connection.QueryAsync<Row>(Columns + " ORDER BY created_at DESC, id")).Select(row => row.ToKey().Key)];
    }

    /// <summary>Null when there is none with this id.</summary>
    public async Task<StoredApiKey?> Find(string id, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return (await connection.QuerySingleOrDefaultAsync<Row>(Columns + " WHERE id = @id", new { id }))?.ToKey();
    }

    /// <summary>Keeps a new key.</summary>
    public async Task Add(StoredApiKey made, AuditEntry entry, CancellationToken ct = default)
    {
        var key = made.Key;
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(
            """
            INSERT INTO api_keys (id, name, secret_hash, scopes, departments, per_minute, created_at, created_by, expires_at)
            VALUES (@Id, @Name, @SecretHash, @scopes, @departments, @PerMinute, @createdAt, @CreatedBy, @expiresAt)
            """,
            new
            {
                key.Id, key.Name, made.SecretHash, scopes = string.Join(' ', key.Scopes), departments = string.Join(' ', key.Departments), key.PerMinute,
                createdAt = key.CreatedAt.UtcTicks, key.CreatedBy, expiresAt = key.ExpiresAt?.UtcTicks,
            },
            transaction);
        await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
    }

    /// <summary>From here on the key opens nothing. False when there is no such key, or it was revoked before.</summary>
    public async Task<bool> Revoke(string id, AuditEntry entry, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var revoked = await connection.ExecuteAsync(
            "UPDATE api_keys SET revoked_at = @at WHERE id = @id AND revoked_at IS NULL", new { id, at = time.GetUtcNow().UtcTicks }, transaction);
        if (revoked == 0) return false;
        await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Writes down that a key was used, once in <see cref="UseSpan"/>.</summary>
    public async Task Used(ApiKey key, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        if (key.LastUsedAt > now - UseSpan) return;
        var noted = _noted.GetValueOrDefault(key.Id);
        if (noted > now - UseSpan || !(noted == default ? _noted.TryAdd(key.Id, now) : _noted.TryUpdate(key.Id, now, noted))) return;
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("UPDATE api_keys SET last_used_at = @at WHERE id = @Id", new { key.Id, at = now.UtcTicks });
    }

    private sealed class Row
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string SecretHash { get; init; }
        public required string Scopes { get; init; }
        public required string Departments { get; init; }
        public required int PerMinute { get; init; }
        public required long CreatedAt { get; init; }
        public required string CreatedBy { get; init; }
        public long? ExpiresAt { get; init; }
        public long? RevokedAt { get; init; }
        public long? LastUsedAt { get; init; }

        public StoredApiKey ToKey() => new(
            new ApiKey(
                Id, Name, [.. Words(Scopes)], [.. Words(Departments)], PerMinute, Time(CreatedAt)!.Value, CreatedBy, Time(ExpiresAt), Time(RevokedAt), Time(LastUsedAt)),
            SecretHash);

        private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        private static DateTimeOffset? Time(long? ticks) => ticks is { } known ? new DateTimeOffset(known, TimeSpan.Zero) : null;
    }
}
