using System.Data.Common;
using ContactHub.Audit;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.FaqBot;

/// <summary>A curated answer as stored.</summary>
/// <param name="Json">What the bot reads; the store does not interpret it.</param>
public sealed record FaqRow(string Id, string Json);

/// <summary>All curated answers at one version.</summary>
public sealed record FaqRows(long Version, IReadOnlyList<FaqRow> Rows);

/// <summary>The curated answers. Every change bumps the version in its own transaction, so whoever has the version has the answers.</summary>
public sealed class FaqStore(HubDatabase database, AuditLog audit)
{
    /// <summary>Grows with every change; 0 in an empty store.</summary>
    public async Task<long> Version(CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<long>("SELECT version FROM faq_version");
    }

    /// <summary>Everything, by id, with the version that it belongs to.</summary>
    public async Task<FaqRows> All(CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        // One statement, so that version and rows are of the same moment; the version comes even when there are no rows.
        var rows = await connection.QueryAsync<(long Version, string? Id, string? Json)>(
            "SELECT v.version, f.id, f.json FROM faq_version v LEFT JOIN faq_entries f ON 1 = 1 ORDER BY f.id");
        var list = rows.ToList();
        return new FaqRows(list[0].Version, [.. list.Where(row => row.Id is not null).Select(row => new FaqRow(row.Id!, row.Json!))]);
    }

    /// <summary>Makes or replaces entries, all or none.</summary>
    /// <param name="entry">What the audit trail keeps of it; null for the hub's own seed.</param>
    public Task Save(IReadOnlyCollection<FaqRow> rows, AuditEntry? entry, CancellationToken ct = default) => Change(
        (connection, transaction) => connection.ExecuteAsync(
            "INSERT INTO faq_entries (id, json) VALUES (@Id, @Json) ON CONFLICT (id) DO UPDATE SET json = excluded.json", rows, transaction),
        entry, ct);

    /// <summary>False when there is none with this id.</summary>
    public Task<bool> Delete(string id, AuditEntry entry, CancellationToken ct = default) => Change(
        (connection, transaction) => connection.ExecuteAsync("DELETE FROM faq_entries WHERE id = @id", new { id }, transaction), entry, ct);

    private async Task<bool> Change(Func<DbConnection, DbTransaction, Task<int>> change, AuditEntry? entry, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await change(connection, transaction) == 0) return false;
        await connection.ExecuteAsync("UPDATE faq_version SET version = version + 1", transaction: transaction);
        if (entry is not null) await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
        return true;
    }
}
