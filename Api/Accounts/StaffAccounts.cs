using System.Collections.Immutable;
using ContactHub.Audit;
using ContactHub.Departments;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ContactHub.Accounts;

/// <summary>
/// Makes and changes members of staff: the account that signs in, its roles, and the person whom routing knows. Each change is one transaction with
/// its audit entry.
/// </summary>
public sealed class StaffAccounts(UserManager<StaffAccount> users, RoleManager<IdentityRole> roles, AccountsDb db, StaffStore staff, AuditLog audit)
{
    /// <summary>Makes a member of staff with a one-time password, which is to be shown once.</summary>
    public async Task<(StaffResult Result, string OneTimePassword)> Create(NewStaff person, Func<string, AuditEntry>? entry = null)
    {
        var password = OneTimePassword.Create();
        return (await Create(person, password, mustChangePassword: true, entry), password);
    }

    /// <summary>Makes a member of staff with a password that was chosen.</summary>
    /// <param name="entry">What the audit trail keeps of it, by the new id; null for the hub's own.</param>
    public async Task<StaffResult> Create(NewStaff person, string password, bool mustChangePassword = false, Func<string, AuditEntry>? entry = null)
    {
        var account = new StaffAccount { UserName = person.Email, Email = person.Email, MustChangePassword = mustChangePassword };
        await using var transaction = await db.Database.BeginTransactionAsync();
        await RemoveHalfMade(person.Email);
        var created = await users.CreateAsync(account, password);
        if (!created.Succeeded) return Refused(created);
        await SetRoles(account, person);
        await Save(Member(account.Id, person, active: true), transaction);
        await Commit(transaction, entry?.Invoke(account.Id));
        return StaffResult.Done(account.Id);
    }

    /// <summary>Changes a member of staff. Whoever is deactivated is signed out at the next request.</summary>
    public async Task<StaffResult> Change(string id, NewStaff person, bool active, AuditEntry? entry = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await users.FindByIdAsync(id) is not { } account)
            return StaffResult.Refused("id", new StaffText("Bu kimlikte kimse yok.", "There is nobody with this id."));
        var staysAdministrator = active && person.Roles.Contains(StaffRoles.Administrator);
        if (!staysAdministrator && await IsLastAdministrator(account))
            return StaffResult.Refused("roles",
                new StaffText("Bu, son etkin yönetici; yönetici kalmalı.", "This is the last active administrator, who has to stay one."));
        if (!string.Equals(account.Email, person.Email, StringComparison.Ordinal))
        {
            (account.UserName, account.Email) = (person.Email, person.Email);
            var changed = await users.UpdateAsync(account);
            if (!changed.Succeeded) return Refused(changed);
        }

        await SetRoles(account, person);
        await Save(Member(id, person, active), transaction);
        if (!active) Require(await users.UpdateSecurityStampAsync(account));
        await Commit(transaction, entry);
        return StaffResult.Done(id);
    }

    /// <summary>Gives a new one-time password and ends a lock-out; every screen of the account is signed out. Null when there is nobody with this id.</summary>
    public async Task<string?> ResetPassword(string id, AuditEntry? entry = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await users.FindByIdAsync(id) is not { } account) return null;
        var password = OneTimePassword.Create();
        account.MustChangePassword = true;
        Require(await users.ResetPasswordAsync(account, await users.GeneratePasswordResetTokenAsync(account), password));
        Require(await users.SetLockoutEndDateAsync(account, null));
        Require(await users.ResetAccessFailedCountAsync(account));
        await Commit(transaction, entry);
        return password;
    }

    /// <summary>
    /// Takes the second factor away from somebody who has lost it, recovery codes included, and ends a lock-out that wrong codes led to; every screen
    /// of the account is signed out. Null when there is nobody with this id, false when there is no second factor to take away.
    /// </summary>
    public async Task<bool?> ResetTwoFactor(string id, AuditEntry entry)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await users.FindByIdAsync(id) is not { } account) return null;
        if (!account.TwoFactorEnabled) return false;
        Require(await users.SetTwoFactorEnabledAsync(account, enabled: false));
        Require(await users.ResetAuthenticatorKeyAsync(account));
        await users.GenerateNewTwoFactorRecoveryCodesAsync(account, 0);
        Require(await users.SetLockoutEndDateAsync(account, null));
        Require(await users.ResetAccessFailedCountAsync(account));
        await Commit(transaction, entry);
        return true;
    }

    /// <summary>How everybody signs in, by account id.</summary>
    public async Task<IReadOnlyDictionary<string, StaffSignIn>> SignIns(CancellationToken ct = default)
    {
        var members = await db.UserRoles.Join(db.Roles, member => member.RoleId, role => role.Id, (member, role) => new { member.UserId, role.Name }).ToListAsync(ct);
        var byAccount = members.ToLookup(member => member.UserId, member => member.Name!, StringComparer.Ordinal);
        var accounts = await db.Users.AsNoTracking().Select(account => new { account.Id, account.Email, account.TwoFactorEnabled }).ToListAsync(ct);
        return accounts.ToDictionary(
            a => a.Id, a => new StaffSignIn(a.Email!, [.. byAccount[a.Id].Order(StringComparer.Ordinal)], a.TwoFactorEnabled), StringComparer.Ordinal);
    }

    /// <summary>Ids of the administrators who can sign in.</summary>
    public async Task<IReadOnlyList<string>> Administrators()
    {
        if (!await roles.RoleExistsAsync(StaffRoles.Administrator)) return [];
        var active = (await staff.Agents()).Where(member => member.Active).Select(member => member.Id).ToHashSet(StringComparer.Ordinal);
        return [.. (await users.GetUsersInRoleAsync(StaffRoles.Administrator)).Select(account => account.Id).Where(active.Contains)];
    }

    private async Task<bool> IsLastAdministrator(StaffAccount account) => await Administrators() is [var only] && only == account.Id;

    private Task Save(StaffMember member, IDbContextTransaction transaction) =>
        StaffStore.Save(member, db.Database.GetDbConnection(), transaction.GetDbTransaction());

    private async Task Commit(IDbContextTransaction transaction, AuditEntry? entry)
    {
        if (entry is not null) await audit.Append(db.Database.GetDbConnection(), transaction.GetDbTransaction(), entry);
        await transaction.CommitAsync();
    }

    // Account and member of staff were once made one after the other, and a process may have died between; the address must not stay taken.
    private async Task RemoveHalfMade(string email)
    {
        if (await users.FindByEmailAsync(email) is { } account && await staff.Agent(account.Id) is null)
            Require(await users.DeleteAsync(account));
    }

    private async Task SetRoles(StaffAccount account, NewStaff person)
    {
        foreach (var role in person.Roles)
        {
            if (!await roles.RoleExistsAsync(role)) Require(await roles.CreateAsync(new IdentityRole(role)));
        }

        var has = await users.GetRolesAsync(account);
        Require(await users.AddToRolesAsync(account, person.Roles.Except(has, StringComparer.Ordinal)));
        Require(await users.RemoveFromRolesAsync(account, has.Except(person.Roles, StringComparer.Ordinal)));
    }

    private static StaffMember Member(string id, NewStaff person, bool active) =>
        new(id, person.Name, person.Capacity, person.Languages, active, person.Departments, person.Extension);

    private static StaffResult Refused(IdentityResult result) => new(null, result.Errors
        .GroupBy(error => error.Code.StartsWith("Password", StringComparison.Ordinal) ? "password" : "email", StringComparer.Ordinal)
        .ToImmutableDictionary(group => group.Key, group => group.Select(StaffIdentityError.TextOf).Distinct().ToArray(), StringComparer.Ordinal));

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException($"The account could not be stored: {string.Join(", ", result.Errors.Select(e => e.Code))}.");
    }
}
