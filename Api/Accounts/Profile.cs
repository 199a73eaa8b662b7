using System.Collections.Immutable;
using ContactHub.Departments;
using Microsoft.AspNetCore.Identity;

namespace ContactHub.Accounts;

/// <summary>What the desk knows of the person who is signed in (docs/protocol.md, section 6).</summary>
public sealed record Profile(
    string Id, string Name, string Email, ImmutableArray<string> Roles, ImmutableArray<string> Departments,
    string Language, int Capacity, bool MustChangePassword, bool TwoFactor, string? Extension);

/// <summary>Puts an account and its member of staff together.</summary>
public sealed class Profiles(UserManager<StaffAccount> users, StaffStore staff)
{
    /// <summary>The profile of an account that has a member of staff, which every account that could sign in has.</summary>
    public async Task<Profile> Of(StaffAccount account)
    {
        var member = (await staff.Agent(account.Id))!;
        var roles = await users.GetRolesAsync(account);
        return new Profile(
            account.Id, member.Name, account.Email!, [.. roles.Order(StringComparer.Ordinal)], member.Departments,
            account.Language, member.Capacity, account.MustChangePassword, account.TwoFactorEnabled, member.Extension);
    }
}
