using System.Collections.Immutable;
using ContactHub.Audit;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.Citizens;

/// <summary>
/// Citizens that staff found to be one person. Each keeps the identities it had; one of them stands for all, so a merge is one column, and undoing it
/// brings back what was.
/// </summary>
public sealed class CitizenFamilies(HubDatabase database, AuditLog audit, TimeProvider clock)
{
    /// <summary>From a citizen up to the one who stands for all. UNION ends at a circle, which two merges at the same moment could make.</summary>
    internal const string Up =
        """
        WITH RECURSIVE up (id, into_id) AS (
            SELECT id, merged_into FROM citizens WHERE id = @citizenId
            UNION SELECT c.id, c.merged_into FROM citizens c JOIN up ON c.id = up.into_id)
        SELECT min(id) FROM up WHERE into_id IS NULL
        """;

    /// <summary>Everybody whom a citizen stands for, the citizen included; nobody when nothing is known of the citizen.</summary>
    internal const string Down =
        """
        WITH RECURSIVE down (id) AS (
            SELECT id FROM citizens WHERE id = @citizenId
            UNION SELECT c.id FROM citizens c JOIN down ON c.merged_into = down.id)
        """;

    /// <summary>The citizen who stands for this one; the same id when it was not merged, or nothing is known of it.</summary>
    public async Task<string> Root(string citizenId, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return await connection.QuerySingleOrDefaultAsync<string>(Up, new { citizenId }) ?? citizenId;
    }

    /// <summary>All citizens whom this one stands for, itself included.</summary>
    public async Task<ImmutableArray<string>> Members(string citizenId, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        ImmutableArray<string> members = [.. await connection.QueryAsync<string>(Down + " SELECT id FROM down ORDER BY id", new { citizenId })];
        return members.IsEmpty ? [citizenId] : members;
    }

    /// <summary>From here on the target stands for the source too. False when the two are one already.</summary>
    public async Task<bool> Merge(string sourceId, string targetId, AuditEntry entry, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var id in (string[])[sourceId, targetId]) await CitizenStore.AddCitizen(connection, transaction, id, clock.GetUtcNow());
        var source = await connection.QuerySingleOrDefaultAsync<string>(Up, new { citizenId = sourceId }, transaction);
        var target = await connection.QuerySingleOrDefaultAsync<string>(Up, new { citizenId = targetId }, transaction);
        if (source is null || target is null || source == target) return false;
        await connection.ExecuteAsync("UPDATE citizens SET merged_into = @target WHERE id = @source", new { source, target }, transaction);
        await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>The citizen stands for itself again. False when it was not merged.</summary>
    public async Task<bool> Split(string citizenId, AuditEntry entry, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await connection.ExecuteAsync("UPDATE citizens SET merged_into = NULL WHERE id = @citizenId AND merged_into IS NOT NULL", new { citizenId }, transaction) == 0) return false;
        await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Citizens who claim or proved an identity that this one claims or proved too, and whom nobody has said to be another person; at most 20.</summary>
    public async Task<ImmutableArray<CitizenSuggestion>> Suggestions(string citizenId, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(string CitizenId, string Kind, string Value, long Verified)>(
            Down +
            """
             SELECT other.citizen_id, other.kind, other.value, CAST(max(other.verified) AS bigint) FROM citizen_identities own
            JOIN down ON down.id = own.citizen_id
            JOIN citizen_identities other ON other.kind = own.kind AND other.value = own.value
            WHERE other.citizen_id NOT IN (SELECT id FROM down) AND NOT EXISTS (
                SELECT 1 FROM dismissed_suggestions d WHERE d.citizen_id IN (@citizenId, other.citizen_id) AND d.other_id IN (@citizenId, other.citizen_id))
            GROUP BY other.citizen_id, other.kind, other.value ORDER BY max(other.verified) DESC, other.citizen_id LIMIT 20
            """,
            new { citizenId });
        return [.. rows.Select(row => new CitizenSuggestion(row.CitizenId, row.Kind, row.Value, row.Verified != 0))];
    }

    /// <summary>These two are not one person.</summary>
    public async Task Dismiss(string citizenId, string otherId, AuditEntry entry, CancellationToken ct = default)
    {
        var (first, second) = string.CompareOrdinal(citizenId, otherId) < 0 ? (citizenId, otherId) : (otherId, citizenId);
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(
            "INSERT INTO dismissed_suggestions (citizen_id, other_id, at) VALUES (@first, @second, @at) ON CONFLICT (citizen_id, other_id) DO NOTHING",
            new { first, second, at = clock.GetUtcNow().UtcTicks }, transaction);
        await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
    }
}

/// <summary>Somebody who may be the same person, and by which identity.</summary>
/// <param name="Verified">Whether the other one proved it.</param>
public sealed record CitizenSuggestion(string CitizenId, string Kind, string Value, bool Verified);
