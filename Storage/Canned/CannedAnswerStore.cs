using ContactHub.Audit;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.CannedAnswers;

/// <summary>Agents' canned answers.</summary>
public sealed class CannedAnswerStore(HubDatabase database, AuditLog audit)
{
    private const string Columns =
        "SELECT id, owner_id AS OwnerId, department_id AS DepartmentId, shortcut, title, text, language FROM canned_answers ";

    /// <summary>Somebody's own and everybody's, by shortcut; which departments' of them are for that agent, the caller decides.</summary>
    public async Task<IReadOnlyList<CannedAnswer>> For(string agentId, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return [.. await connection.QueryAsync<CannedAnswer>(Columns + "WHERE owner_id IS NULL OR owner_id = @agentId ORDER BY shortcut, id", new { agentId })];
    }

    /// <summary>How many are somebody's own.</summary>
    public async Task<long> CountOf(string agentId, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM canned_answers WHERE owner_id = @agentId", new { agentId });
    }

    /// <summary>Null when there is none with this id.</summary>
    public async Task<CannedAnswer?> Find(string id, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        return await connection.QuerySingleOrDefaultAsync<CannedAnswer>(Columns + "WHERE id = @id", new { id });
    }

    /// <summary>Makes or replaces one.</summary>
    /// <param name="entry">What the audit trail keeps of it; null for the hub's own seed and for agents' own.</param>
    public async Task Save(CannedAnswer answer, AuditEntry? entry, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(
            """
            INSERT INTO canned_answers (id, owner_id, department_id, shortcut, title, text, language)
            VALUES (@Id, @OwnerId, @DepartmentId, @Shortcut, @Title, @Text, @Language)
            ON CONFLICT (id) DO UPDATE SET owner_id = excluded.owner_id, department_id = excluded.department_id,
                shortcut = excluded.shortcut, title = excluded.title, text = excluded.text, language = excluded.language
            """,
            answer, transaction);
        if (entry is not null) await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Deletes one; nothing happens when there is none.</summary>
    public async Task Delete(string id, AuditEntry? entry, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var deleted = await connection.ExecuteAsync("DELETE FROM canned_answers WHERE id = @id", new { id }, transaction);
        if (deleted > 0 && entry is not null) await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
    }
}
