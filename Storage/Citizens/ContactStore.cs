using System.Collections.Immutable;
using ContactHub.Audit;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.Citizens;

/// <summary>What became of an identity that was to be taken away.</summary>
public enum IdentityRemoval
{
    Removed,
    /// <summary>The contact has no such identity.</summary>
    Unknown,
    /// <summary>It is proven, and only who may vouch for identities may take it away.</summary>
    Proven,
}

/// <summary>Citizens as other systems keep them. What changes is in the audit trail, in the same transaction.</summary>
public sealed class ContactStore(HubDatabase database, AuditLog audit, TimeProvider time)
{
    /// <summary>Ids of citizens after an id, ascending; those who were found to be somebody else left out.</summary>
    public async Task<ImmutableArray<string>> Ids(string after, int limit, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<string>(
            "SELECT id FROM citizens WHERE id > @after AND merged_into IS NULL ORDER BY id LIMIT @limit", new { after, limit })];
    }

    /// <summary>Makes a citizen with all of these identities, or none of it; once, however often it is told.</summary>
    /// <param name="identities">In their normal spelling.</param>
    /// <returns>Null, or the verified identity that is another's.</returns>
    public async Task<CitizenIdentity?> Create(
        string citizenId, string? name, IReadOnlyList<CitizenIdentity> identities, AuditEntry entry, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var isNew = await CitizenStore.AddCitizen(connection, transaction, citizenId, time.GetUtcNow()) > 0;
        if (name is not null) await CitizenStore.SetName(connection, transaction, citizenId, name, verified: false);
        foreach (var identity in identities)
        {
            if (await CitizenStore.AddIdentity(connection, transaction, citizenId, identity, time.GetUtcNow()) == IdentityResult.BelongsToAnother) return identity;
        }

        if (isNew) await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
        return null;
    }

    /// <summary>Adds an identity, or proves it. False when it is verified and another's.</summary>
    public async Task<bool> Add(string citizenId, CitizenIdentity identity, AuditEntry entry, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var result = await CitizenStore.AddIdentity(connection, transaction, citizenId, identity, time.GetUtcNow());
        if (result == IdentityResult.BelongsToAnother) return false;
        if (result == IdentityResult.Added) await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Gives a name that was typed in. False when the citizen's is proven, and another.</summary>
    public async Task<bool> Rename(string citizenId, string name, AuditEntry entry, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await CitizenStore.SetName(connection, transaction, citizenId, name, verified: false) > 0) await audit.Append(connection, transaction, entry);
        var now = await connection.QuerySingleOrDefaultAsync<string>("SELECT name FROM citizens WHERE id = @citizenId", new { citizenId }, transaction);
        await transaction.CommitAsync(ct);
        return string.Equals(now, name, StringComparison.Ordinal);
    }

    /// <summary>Takes an identity away from the citizen and all whom this one stands for.</summary>
    /// <param name="proven">Whether a proven one may go.</param>
    public async Task<IdentityRemoval> Remove(string citizenId, CitizenIdentity identity, bool proven, AuditEntry entry, CancellationToken ct = default)
    {
        var values = new { citizenId, identity.Kind, identity.Value };
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var verified = await connection.QuerySingleOrDefaultAsync<long?>(
            CitizenFamilies.Down + " SELECT CAST(max(verified) AS bigint) FROM citizen_identities JOIN down ON down.id = citizen_id WHERE kind = @Kind AND value = @Value",
            values, transaction);
        if (verified is null) return IdentityRemoval.Unknown;
        if (verified == 1 && !proven) return IdentityRemoval.Proven;
        await connection.ExecuteAsync(
            CitizenFamilies.Down + " DELETE FROM citizen_identities WHERE citizen_id IN (SELECT id FROM down) AND kind = @Kind AND value = @Value", values, transaction);
        await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
        return IdentityRemoval.Removed;
    }
}
