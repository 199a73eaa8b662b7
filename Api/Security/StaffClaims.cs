using System.Security.Claims;

namespace ContactHub.Security;

/// <summary>Claims of a signed-in member of staff, besides Identity's own.</summary>
public static class StaffClaims
{
    /// <summary>Present while the one-time password has not been replaced; everything but the account's own endpoints refuses it.</summary>
    public const string PasswordChangeRequired = "contacthub:password-change-required";

    /// <summary>The name shown to citizens and colleagues.</summary>
    public const string DisplayName = "contacthub:name";

    /// <summary>The account id, which is also the agent id.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in; the endpoint lacks a policy.</exception>
    public static string StaffId(this ClaimsPrincipal user) =>
        user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The name shown to citizens and colleagues.</summary>
    public static string StaffName(this ClaimsPrincipal user) => user.FindFirstValue(DisplayName) ?? user.StaffId();

    /// <summary>Whether the one-time password still has to be replaced.</summary>
    public static bool MustChangePassword(this ClaimsPrincipal user) => user.HasClaim(c => c.Type == PasswordChangeRequired);
}
