using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace ContactHub.Accounts;

/// <summary>Signing in and out.</summary>
internal static class SignInEndpoints
{
    internal sealed record Request(string? Email, string? Password, string? Code, bool Remember);

    public static void Map(RouteGroupBuilder account)
    {
        account.MapPost("/sign-in", SignIn).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        account.MapPost("/sign-out", SignOut).AllowAnonymous();
    }

    private static async Task<Results<Ok<Profile>, Refusal>> SignIn(
        Request request, SignInService signIn, SignInLimits limits, UserManager<StaffAccount> users, Profiles profiles, HttpContext http)
    {
        var faults = new Faults()
            .Text("email", request.Email, 1, 254)
            .Text("password", request.Password, 1, PasswordRules.MaxLength)
            .Optional("code", request.Code, 32);
        if (faults.Any) return faults.Problem();
        var email = users.NormalizeEmail(request.Email!);
        if (limits.Attempt(email) is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Problems.RateLimited(seconds);
        }

        var (outcome, account) = await signIn.SignIn(request.Email!, request.Password!, request.Code, request.Remember);
        if (outcome is SignInOutcome.SignedIn or SignInOutcome.TwoFactorRequired) limits.WasNoGuess(email);
        return outcome switch
        {
            SignInOutcome.SignedIn => TypedResults.Ok(await profiles.Of(account!)),
            SignInOutcome.TwoFactorRequired => Problems.Refuse(StatusCodes.Status401Unauthorized, "twoFactorRequired",
                new StaffText("Doğrulama uygulamanızdaki kodu girin.", "Enter the code of your authenticator app.")),
            SignInOutcome.LockedOut => Problems.LockedOut(),
            _ => Problems.Refuse(StatusCodes.Status401Unauthorized, "invalidCredentials",
                new StaffText("E-posta, parola ya da kod yanlış.", "E-mail address, password or code is wrong.")),
        };
    }

    // Anonymous: signing out twice, or after the cookie has ended, is no fault.
    private static async Task<NoContent> SignOut(SignInManager<StaffAccount> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.NoContent();
    }
}
