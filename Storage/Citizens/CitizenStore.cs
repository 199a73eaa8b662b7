using System.Collections.Immutable;
using System.Data.Common;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.Citizens;

/// <summary>Citizens and how they are recognised. Values are stored as they come: normalise them first.</summary>
public sealed class CitizenStore(HubDatabase database)
{
    private const string UniqueViolation = "23505";

    private const string Insert =
        """
        INSERT INTO citizen_identities (citizen_id, kind, value, verified, added_at)
        SELECT @citizenId, @Kind, @Value, @verified, @at
        WHERE @verified = 0 OR NOT EXISTS (
            SELECT 1 FROM citizen_identities WHERE kind = @Kind AND value = @Value AND verified = 1 AND citizen_id <> @citizenId)
        ON CONFLICT (citizen_id, kind, value) DO UPDATE SET verified = excluded.verified WHERE citizen_identities.verified < excluded.verified
        """;

    /// <summary>The citizen with the identities of all whom this one stands for; null when nothing is known.</summary>
    public async Task<CitizenProfile?> Profile(string citizenId, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var citizen = await connection.QuerySingleOrDefaultAsync<CitizenRow>(
            "SELECT name, first_seen_at AS FirstSeenAt FROM citizens WHERE id = @citizenId", new { citizenId });
        if (citizen is null) return null;
        var identities = await connection.QueryAsync<IdentityRow>(
            CitizenFamilies.Down +
            " SELECT kind, value, max(verified) AS verified FROM citizen_identities JOIN down ON down.id = citizen_id GROUP BY kind, value ORDER BY min(added_at), kind, value",
            new { citizenId });
        return new CitizenProfile(
            citizenId, citizen.Name, [.. identities.Select(row => new CitizenIdentity(row.Kind, row.Value, row.Verified != 0))], new DateTimeOffset(citizen.FirstSeenAt, TimeSpan.Zero));
    }

    /// <summary>The one citizen with this verified identity; null when it is nobody's.</summary>
    public async Task<string?> FindByVerified(string kind, string value, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return await connection.QuerySingleOrDefaultAsync<string>(
            "SELECT citizen_id FROM citizen_identities WHERE kind = @kind AND value = @value AND verified = 1", new { kind, value });
    }

    /// <summary>Citizens who claim or proved this identity, for staff to choose from; at most 20.</summary>
    public async Task<ImmutableArray<string>> Suggestions(string kind, string value, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<string>(
            "SELECT citizen_id FROM citizen_identities WHERE kind = @kind AND value = @value ORDER BY verified DESC, added_at LIMIT 20", new { kind, value })];
    }

    /// <summary>Adds a citizen's identity, or proves one that was claimed; the citizen is made when new.</summary>
    public async Task<IdentityResult> AddIdentity(string citizenId, CitizenIdentity identity, DateTimeOffset at, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var result = await AddIdentity(connection, transaction, citizenId, identity, at);
        if (result is IdentityResult.Added or IdentityResult.AlreadyKnown) await transaction.CommitAsync(ct);
        return result;
    }

    /// <summary>As above, in a transaction of the caller's, which must not be committed when it belongs to another.</summary>
    internal static async Task<IdentityResult> AddIdentity(
        DbConnection connection, DbTransaction transaction, string citizenId, CitizenIdentity identity, DateTimeOffset at)
    {
        var values = new { citizenId, identity.Kind, identity.Value, verified = identity.Verified ? 1 : 0, at = at.UtcTicks };

        // No row comes of it in two cases only: the citizen's own identity says as much already, or another's verified one is in the way.
        await AddCitizen(connection, transaction, citizenId, at);
        int written;
        try
        {
            written = await connection.ExecuteAsync(Insert, values, transaction);
        }
        catch (DbException e) when (e.SqlState == UniqueViolation)
        {
            // Another transaction proved it for somebody else between the look and the insert; PostgreSQL lets both look at once.
            return IdentityResult.BelongsToAnother;
        }

        var own = await connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM citizen_identities WHERE citizen_id = @citizenId AND kind = @Kind AND value = @Value AND verified >= @verified", values, transaction);
        if (written == 0 && own == 0) return IdentityResult.BelongsToAnother;
        return written > 0 ? IdentityResult.Added : IdentityResult.AlreadyKnown;
    }

    /// <summary>Keeps the citizen's name; one that was only typed in never replaces a proven one. True when the name changed.</summary>
    public async Task<bool> SetName(string citizenId, string name, bool verified, DateTimeOffset at, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await AddCitizen(connection, transaction, citizenId, at);
        var changed = await SetName(connection, transaction, citizenId, name, verified);
        await transaction.CommitAsync(ct);
        return changed > 0;
    }

    internal static Task<int> SetName(DbConnection connection, DbTransaction transaction, string citizenId, string name, bool verified) => connection.ExecuteAsync(
        "UPDATE citizens SET name = @name, name_verified = @verified WHERE id = @citizenId AND name_verified <= @verified AND (name IS NULL OR name <> @name OR name_verified <> @verified)",
        new { citizenId, name, verified = verified ? 1 : 0 },
        transaction);

    internal static Task<int> AddCitizen(DbConnection connection, DbTransaction transaction, string citizenId, DateTimeOffset at) => connection.ExecuteAsync(
        "INSERT INTO citizens (id, name, name_verified, first_seen_at) VALUES (@citizenId, NULL, 0, @at) ON CONFLICT (id) DO NOTHING",
        new { citizenId, at = at.UtcTicks },
        transaction);

    private sealed class CitizenRow
    {
        public string? Name { get; init; }
        public required long FirstSeenAt { get; init; }
    }

    private sealed class IdentityRow
    {
        public required string Kind { get; init; }
        public required string Value { get; init; }
        public required int Verified { get; init; }
    }
}
