using System.Data.Common;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.Audit;

/// <summary>The audit trail. Entries are only ever added.</summary>
public sealed class AuditLog(HubDatabase database, TimeProvider time)
{
    /// <summary>Largest page.</summary>
    public const int MaxPage = 100;

    /// <summary>Keeps an entry.</summary>
    public async Task Append(AuditEntry entry, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await Append(connection, null, entry);
    }

    /// <summary>Keeps an entry in the transaction of what it tells of, so that there is never the one without the other.</summary>
    public Task Append(DbConnection connection, DbTransaction? transaction, AuditEntry entry) => connection.ExecuteAsync(
        "INSERT INTO audit_trail (at, actor_id, actor, action, target, detail) VALUES (@at, @ActorId, @Actor, @Action, @Target, @Detail)",
        new { at = time.GetUtcNow().UtcTicks, entry.ActorId, entry.Actor, entry.Action, entry.Target, entry.Detail },
        transaction);

    /// <summary>The newest entries first, before an id when one is given; at most <see cref="MaxPage"/>.</summary>
    public async Task<IReadOnlyList<StoredAuditEntry>> Read(long? before = null, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<Row>(
            "SELECT id, at, actor_id AS ActorId, actor, action, target, detail FROM audit_trail WHERE id < @before ORDER BY id DESC LIMIT @limit",
            new { before = before ?? long.MaxValue, limit = MaxPage });
        return [.. rows.Select(row => new StoredAuditEntry(
            row.Id, new DateTimeOffset(row.At, TimeSpan.Zero), new AuditEntry(row.ActorId, row.Actor, row.Action, row.Target, row.Detail)))];
    }

    private sealed class Row
    {
        public required long Id { get; init; }
        public required long At { get; init; }
        public required string ActorId { get; init; }
        public required string Actor { get; init; }
        public required string Action { get; init; }
        public string? Target { get; init; }
        public string? Detail { get; init; }
    }
}
