using System.Data.Common;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.Audit;

/// <summary>The audit trail. Entries are only ever added.</summary>
public sealed class AuditLog(HubDatabase database, TimeProvider time)
{
    private const string Columns = "at, actor_id, actor, action, target, detail";
    private const string Values = "@At, @ActorId, @Actor, @Action, @Target, @Detail";

    /// <summary>Largest page.</summary>
    public const int MaxPage = 100;

    /// <summary>Keeps an entry.</summary>
    public async Task Append(AuditEntry entry, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await Append(connection, null, entry);
    }

    /// <summary>Keeps an entry in the transaction of what it tells of, so that there is never the one without the other.</summary>
    public Task Append(DbConnection connection, DbTransaction? transaction, AuditEntry entry) =>
        Insert(connection, transaction, [new DatedAuditEntry(time.GetUtcNow(), entry)]);

    /// <summary>Keeps entries of a while ago, all or none.</summary>
    public async Task Append(IReadOnlyCollection<DatedAuditEntry> entries, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Insert(connection, transaction, entries);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Keeps an entry unless it is kept already: the same action on the same target at the same instant.</summary>
    public async Task AppendOnce(DatedAuditEntry entry, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync(
            $"INSERT INTO audit_trail ({Columns}) SELECT {Values} WHERE NOT EXISTS (SELECT 1 FROM audit_trail WHERE target = @Target AND action = @Action AND at = @At)", Row.Of(entry));
    }

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

    private static Task<int> Insert(DbConnection connection, DbTransaction? transaction, IEnumerable<DatedAuditEntry> entries) => connection.ExecuteAsync(
        $"INSERT INTO audit_trail ({Columns}) VALUES ({Values})", entries.Select(Row.Of), transaction);

    private sealed class Row
    {
        public long Id { get; init; }
        public required long At { get; init; }
        public required string ActorId { get; init; }
        public required string Actor { get; init; }
        public required string Action { get; init; }
        public string? Target { get; init; }
        public string? Detail { get; init; }

        public static Row Of(DatedAuditEntry dated) => new()
        {
            At = dated.At.UtcTicks, ActorId = dated.Entry.ActorId, Actor = dated.Entry.Actor, Action = dated.Entry.Action, Target = dated.Entry.Target, Detail = dated.Entry.Detail,
        };
    }
}
