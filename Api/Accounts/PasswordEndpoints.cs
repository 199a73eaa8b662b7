using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace ContactHub.Accounts;

/// <summary>Changing one's own password, the one-time password above all.</summary>
internal static class PasswordEndpoints
{
    internal sealed record Request(string? Current, string? Next);

    public static void Map(RouteGroupBuilder account) => account.MapPost("/password", Change).RequireRateLimiting(RateLimits.SignIn);

    private static async Task<Results<NoContent, Refusal>> Change(
        Request request, UserManager<StaffAccount> users, SignInManager<StaffAccount> signIn, HttpContext http)
    {
        var faults = new Faults()
            .Text("current", request.Current, 1, PasswordRules.MaxLength)
            .Text("next", request.Next, PasswordRules.MinLength, PasswordRules.MaxLength)
            .Require(!string.Equals(request.Current, request.Next, StringComparison.Ordinal), "next",
                new StaffText("Yeni parola eskisiyle aynı.", "The new password is the old one."));
        if (faults.Any) return faults.Problem();

        var account = (await users.FindByIdAsync(http.User.StaffId()))!;
        if (await users.IsLockedOutAsync(account))
            return Problems.LockedOut();
        var mustChange = account.MustChangePassword;
        account.MustChangePassword = false; // Saved by the change itself, or not at all.
        var changed = await users.ChangePasswordAsync(account, request.Current!, request.Next!);
        if (!changed.Succeeded)
        {
            account.MustChangePassword = mustChange;
            return await Refuse(users, account, changed);
        }

        // The change ended every cookie of this account, this one included.
        await signIn.RefreshSignInAsync(account);
        return TypedResults.NoContent();
    }

    private static async Task<Refusal> Refuse(UserManager<StaffAccount> users, StaffAccount account, IdentityResult changed)
    {
        var faults = new Faults();
        foreach (var error in changed.Errors)
        {
            if (error.Code == nameof(IdentityErrorDescriber.PasswordMismatch))
            {
                await users.AccessFailedAsync(account);
                faults.Add("current", new StaffText("Şimdiki parola yanlış.", "The current password is wrong."));
            }
            else
            {
                faults.Add("next", StaffIdentityError.TextOf(error));
            }
        }

        return faults.Problem();
    }
}
