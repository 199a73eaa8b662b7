using ContactHub.Storage;
using Dapper;

namespace ContactHub.Departments;

/// <summary>Opening hours as JSON, by department; <c>*</c> holds for departments without hours of their own. Only their reader interprets them.</summary>
public sealed class OpeningHoursStore(HubDatabase database)
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
    public async Task Save(string departmentId, string json, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(departmentId);
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync(
            "INSERT INTO opening_hours (department_id, json) VALUES (@departmentId, @json) ON CONFLICT (department_id) DO UPDATE SET json = excluded.json",
            new { departmentId, json });
    }

    private sealed class Row
    {
        public required string DepartmentId { get; init; }
        public required string Json { get; init; }
    }
}
