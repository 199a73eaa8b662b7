using ContactHub.Audit;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.Departments;

/// <summary>Opening hours as JSON, by department; <c>*</c> holds for departments without hours of their own. Only their reader interprets them.</summary>
public sealed class OpeningHoursStore(HubDatabase database, AuditLog audit)
{
    public const string Everywhere = "*";

    /// <summary>JSON by department id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> All(CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<Row>("SELECT department_id AS DepartmentId, json FROM opening_hours");
        return rows.ToDictionary(row => row.DepartmentId, row => row.Json, StringComparer.Ordinal);
    }

    /// <summary>Makes or replaces the hours of a department.</summary>
    /// <param name="entry">What the audit trail keeps of it; null for the hub's own seed.</param>
    public async Task Save(string departmentId, string json, AuditEntry? entry = null, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(departmentId);
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(
            "INSERT INTO opening_hours (department_id, json) VALUES (@departmentId, @json) ON CONFLICT (department_id) DO UPDATE SET json = excluded.json",
            new { departmentId, json }, transaction);
        if (entry is not null) await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
    }

    private sealed class Row
    {
        public required string DepartmentId { get; init; }
        public required string Json { get; init; }
    }
}
