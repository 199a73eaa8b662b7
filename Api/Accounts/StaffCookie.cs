using ContactHub.Departments;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace ContactHub.Accounts;

/// <summary>
/// Checks a sign-in cookie against the account at every request, so that a deactivated account, a new password or a taken role counts at
/// once. Staff make few requests over HTTP, what is frequent goes over the hub; a few look-ups by key are cheap there.
/// </summary>
internal static class StaffCookie
{
    public static async Task Validate(CookieValidatePrincipalContext context)
    {
        var signIn = context.HttpContext.RequestServices.GetRequiredService<SignInManager<StaffAccount>>();
        var account = await signIn.ValidateSecurityStampAsync(context.Principal);
        var member = account is null ? null : await context.HttpContext.RequestServices.GetRequiredService<StaffStore>().Agent(account.Id);
        if (account is null || member is not { Active: true })
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        context.ReplacePrincipal(await signIn.CreateUserPrincipalAsync(account));
    }
}
