using System.Security.Claims;
using ContactHub.Departments;
using ContactHub.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ContactHub.Accounts;

/// <summary>Adds the shown name and the duty to change a one-time password to what the cookie says.</summary>
public sealed class StaffClaimsFactory(
    UserManager<StaffAccount> users, RoleManager<IdentityRole> roles, IOptions<IdentityOptions> options, StaffStore staff)
    : UserClaimsPrincipalFactory<StaffAccount, IdentityRole>(users, roles, options)
{
    /// <inheritdoc/>
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(StaffAccount user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (await staff.Agent(user.Id) is { } member) identity.AddClaim(new Claim(StaffClaims.DisplayName, member.Name));
        if (user.MustChangePassword) identity.AddClaim(new Claim(StaffClaims.PasswordChangeRequired, "true"));
        return identity;
    }
}
