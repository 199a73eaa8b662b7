using System.Data.Common;
using ContactHub.Audit;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.Departments;

/// <summary>Departments and who works in them. What it returns is sorted: departments by position, people by id.</summary>
public sealed class StaffStore(HubDatabase database, AuditLog audit)
{
    private const string AgentColumns = "SELECT a.id, a.name, a.capacity, a.languages, a.active, p.extension FROM agents a LEFT JOIN agent_phones p ON p.agent_id = a.id ";

    public async Task<IReadOnlyList<Department>> Departments(CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<DepartmentRow>("SELECT id, name_tr AS NameTr, name_en AS NameEn, color, position FROM departments ORDER BY position, id");
        return [.. rows.Select(row => row.ToDepartment())];
    }

    /// <summary>Null when there is none with this id.</summary>
    public async Task<Department?> Department(string id, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var row = await connection.QuerySingleOrDefaultAsync<DepartmentRow>(
            "SELECT id, name_tr AS NameTr, name_en AS NameEn, color, position FROM departments WHERE id = @id", new { id });
        return row?.ToDepartment();
    }

    /// <summary>Makes the department or replaces it.</summary>
    /// <param name="entry">What the audit trail keeps of it; null for the hub's own seed.</param>
    public async Task Save(Department department, AuditEntry? entry = null, CancellationToken ct = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(department.Id);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(department.Id.Length, 64, nameof(department));
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(
            """
            INSERT INTO departments (id, name_tr, name_en, color, position) VALUES (@Id, @NameTr, @NameEn, @Color, @Position)
            ON CONFLICT (id) DO UPDATE SET name_tr = excluded.name_tr, name_en = excluded.name_en, color = excluded.color, position = excluded.position
            """,
            department, transaction);
        if (entry is not null) await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Deletes a department that nobody works in, with its opening hours. False when it is unknown or somebody does.</summary>
    public async Task<bool> DeleteDepartment(string id, AuditEntry? entry = null, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var deleted = await connection.ExecuteAsync(
            "DELETE FROM departments WHERE id = @id AND NOT EXISTS (SELECT 1 FROM agent_departments WHERE department_id = @id)", new { id }, transaction);
        if (deleted == 0) return false;
        await connection.ExecuteAsync("DELETE FROM opening_hours WHERE department_id = @id", new { id }, transaction);
        if (entry is not null) await audit.Append(connection, transaction, entry);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>Everybody, those who left included, or those of one department.</summary>
    public async Task<IReadOnlyList<StaffMember>> Agents(string? departmentId = null, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        var filter = departmentId is null ? "" : "JOIN agent_departments d ON d.agent_id = a.id AND d.department_id = @departmentId ";
        var rows = await connection.QueryAsync<AgentRow>(AgentColumns + filter + "ORDER BY a.id", new { departmentId });
        var memberships = await connection.QueryAsync<MembershipRow>("SELECT agent_id AS AgentId, department_id AS DepartmentId FROM agent_departments ORDER BY department_id");
        var byAgent = memberships.ToLookup(row => row.AgentId, row => row.DepartmentId, StringComparer.Ordinal);
        return [.. rows.Select(row => row.ToMember(byAgent[row.Id]))];
    }

    /// <summary>Null when there is none with this id.</summary>
    public Task<StaffMember?> Agent(string id, CancellationToken ct = default) => Find("WHERE a.id = @value", id, ct);

    /// <summary>Whose phone an extension is; null when it is nobody's, or of somebody who no longer works here.</summary>
    public Task<StaffMember?> AgentAt(string extension, CancellationToken ct = default) => Find("WHERE p.extension = @value AND a.active = 1", extension, ct);

    /// <summary>Makes the member of staff or replaces it, departments included. Tell the agent grain to refresh afterwards.</summary>
    /// <exception cref="ArgumentException">A value is out of range, or a department does not exist; nothing was stored.</exception>
    public async Task Save(StaffMember member, CancellationToken ct = default)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Save(member, connection, transaction);
        await transaction.CommitAsync(ct);
    }

    /// <summary>The same in the transaction of something larger, which is not to be committed after an exception.</summary>
    /// <inheritdoc cref="Save(StaffMember, CancellationToken)"/>
    public static async Task Save(StaffMember member, DbConnection connection, DbTransaction transaction)
    {
        member.Validate();
        await connection.ExecuteAsync(
            """
            INSERT INTO agents (id, name, capacity, languages, active) VALUES (@Id, @Name, @Capacity, @languages, @active)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, capacity = excluded.capacity, languages = excluded.languages, active = excluded.active
            """,
            new { member.Id, member.Name, member.Capacity, languages = string.Join(',', member.Languages), active = member.Active ? 1 : 0 },
            transaction);
        await connection.ExecuteAsync("DELETE FROM agent_phones WHERE agent_id = @Id", new { member.Id }, transaction);
        if (member.Extension is not null)
            await connection.ExecuteAsync("INSERT INTO agent_phones (extension, agent_id) VALUES (@Extension, @Id)", new { member.Extension, member.Id }, transaction);
        await connection.ExecuteAsync("DELETE FROM agent_departments WHERE agent_id = @Id", new { member.Id }, transaction);
        foreach (var departmentId in member.Departments.Distinct(StringComparer.Ordinal))
        {
            var known = await connection.ExecuteAsync(
                "INSERT INTO agent_departments (agent_id, department_id) SELECT @Id, id FROM departments WHERE id = @departmentId",
                new { member.Id, departmentId },
                transaction);
            if (known == 0) throw new ArgumentException($"There is no department '{departmentId}'.", nameof(member));
        }
    }

    private async Task<StaffMember?> Find(string where, string value, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var row = await connection.QuerySingleOrDefaultAsync<AgentRow>(AgentColumns + where, new { value });
        if (row is null) return null;
        return row.ToMember(await connection.QueryAsync<string>("SELECT department_id FROM agent_departments WHERE agent_id = @Id ORDER BY department_id", new { row.Id }));
    }

    private sealed class DepartmentRow
    {
        public required string Id { get; init; }
        public required string NameTr { get; init; }
        public required string NameEn { get; init; }
        public required string Color { get; init; }
        public required long Position { get; init; }

        public Department ToDepartment() => new(Id, NameTr, NameEn, Color, (int)Position);
    }

    private sealed class AgentRow
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required long Capacity { get; init; }
        public required string Languages { get; init; }
        public required int Active { get; init; }
        public required string? Extension { get; init; }

        public StaffMember ToMember(IEnumerable<string> departments) =>
            new(Id, Name, (int)Capacity, [.. Languages.Split(',', StringSplitOptions.RemoveEmptyEntries)], Active != 0, [.. departments], Extension);
    }

    private sealed class MembershipRow
    {
        public required string AgentId { get; init; }
        public required string DepartmentId { get; init; }
    }
}
