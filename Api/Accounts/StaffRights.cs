using ContactHub.Departments;
using ContactHub.Security;
using ContactHub.Storage;
using Dapper;

namespace ContactHub.Accounts;

/// <summary>What a member of staff may do now, for connections that outlive the cookie they began with.</summary>
public sealed class StaffRights(HubDatabase database, StaffStore staff)
{
    /// <summary>Null for somebody who is not there (any more); without roles while the password is a one-time password.</summary>
    public async Task<DeskViewer?> Of(string accountId, CancellationToken ct = default)
    {
        if (await staff.Agent(accountId, ct) is not { Active: true } member) return null;
        await using var connection = await database.Open(ct);
        var roles = await connection.QueryAsync<string>(
            """
            SELECT r.name FROM account_role_members m JOIN account_roles r ON r.id = m.role_id JOIN accounts a ON a.id = m.user_id
            WHERE m.user_id = @accountId AND a.must_change_password = @no ORDER BY r.name
            """,
            new { accountId, no = false });
        var twoFactor = await connection.ExecuteScalarAsync<bool>("SELECT two_factor_enabled FROM accounts WHERE id = @accountId", new { accountId });
        return new DeskViewer(accountId, member.Name, [.. roles], member.Departments, twoFactor);
    }
}
