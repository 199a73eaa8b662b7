using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace ContactHub.Accounts;

/// <summary>Setting up and giving up the second factor: codes of an authenticator app (TOTP, RFC 6238) and recovery codes.</summary>
internal static class TwoFactorEndpoints
{
    private const int RecoveryCodes = 10;

    internal sealed record Secret([property: System.Text.Json.Serialization.JsonPropertyName("secret")] string Base32, string Uri);

    internal sealed record CodeRequest(string? Code);

    internal sealed record PasswordRequest(string? Password);

    internal sealed record Codes(IReadOnlyList<string> RecoveryCodes);

    public static void Map(RouteGroupBuilder account)
    {
        var twoFactor = account.MapGroup("/two-factor").RequireRateLimiting(RateLimits.SignIn);
        twoFactor.MapPost("/start", Start);
        twoFactor.MapPost("/enable", Enable);
        twoFactor.MapPost("/disable", Disable);
    }

    private static async Task<Results<Ok<Secret>, Refusal>> Start(UserManager<StaffAccount> users, SignInManager<StaffAccount> signIn, HttpContext http)
    {
        var account = (await users.FindByIdAsync(http.User.StaffId()))!;
        // A new secret would make the app that is in use worthless; whoever found an open screen must not be able to do that.
        if (account.TwoFactorEnabled)
            return Problems.Invalid(new StaffText("İki adımlı doğrulama zaten açık; önce kapatın.", "Two-factor sign-in is on already; turn it off first."));
        await users.ResetAuthenticatorKeyAsync(account);
        await signIn.RefreshSignInAsync(account);
        var secret = (await users.GetAuthenticatorKeyAsync(account))!;
        var label = Uri.EscapeDataString($"ContactHub:{account.Email}");
        return TypedResults.Ok(new Secret(secret, $"otpauth://totp/{label}?secret={secret}&issuer=ContactHub&digits=6&period=30"));
    }

    private static async Task<Results<Ok<Codes>, Refusal>> Enable(
        CodeRequest request, UserManager<StaffAccount> users, SignInManager<StaffAccount> signIn, SignInService codes, HttpContext http)
    {
        var account = (await users.FindByIdAsync(http.User.StaffId()))!;
        if (account.TwoFactorEnabled) return Problems.Invalid(new StaffText("İki adımlı doğrulama zaten açık.", "Two-factor sign-in is on already."));
        if (await users.GetAuthenticatorKeyAsync(account) is null) return Problems.Invalid(new StaffText("Önce kurulumu başlatın.", "Start the set-up first."));
        if (request.Code is not { Length: > 0 and <= 16 } code || !await codes.CheckCode(account, code))
            return new Faults().Add("code",
                new StaffText("Kod yanlış; telefonunuzun saatini denetleyin.", "The code is wrong; check the clock of your phone.")).Problem();
        await users.SetTwoFactorEnabledAsync(account, enabled: true);
        var recovery = await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes);
        await signIn.RefreshSignInAsync(account);
        return TypedResults.Ok(new Codes([.. recovery!]));
    }

    private static async Task<Results<NoContent, Refusal>> Disable(
        PasswordRequest request, UserManager<StaffAccount> users, SignInManager<StaffAccount> signIn, HttpContext http)
    {
        var account = (await users.FindByIdAsync(http.User.StaffId()))!;
        var password = request.Password is { Length: > 0 and <= PasswordRules.MaxLength } text ? text : "";
        var result = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (result.IsLockedOut) return Problems.LockedOut();
        if (!result.Succeeded) return new Faults().Add("password", new StaffText("Parola yanlış.", "The password is wrong.")).Problem();
        await users.SetTwoFactorEnabledAsync(account, enabled: false);
        await users.ResetAuthenticatorKeyAsync(account);
        await signIn.RefreshSignInAsync(account);
        return TypedResults.NoContent();
    }
}
