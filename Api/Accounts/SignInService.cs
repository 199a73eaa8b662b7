using ContactHub.Departments;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace ContactHub.Accounts;

/// <summary>What became of an attempt to sign in.</summary>
public enum SignInOutcome
{
    /// <summary>Signed in; the cookie is set.</summary>
    SignedIn,
    /// <summary>No such account, wrong password, wrong code, or not active: the caller is not told which.</summary>
    InvalidCredentials,
    /// <summary>The password is right; a code is needed.</summary>
    TwoFactorRequired,
    /// <summary>Too many wrong attempts; nothing was checked.</summary>
    LockedOut,
}

/// <summary>Checks e-mail, password and second factor, and sets the cookie.</summary>
public sealed partial class SignInService(
    UserManager<StaffAccount> users, SignInManager<StaffAccount> signIn, IPasswordHasher<StaffAccount> hasher, StaffStore staff,
    ILogger<SignInService> logger)
{
    private const string TokenOwner = "ContactHub";
    private const string LastCodeName = "LastCode";

    private static string? _hashOfNobody;

    /// <summary>Tries to sign in.</summary>
    /// <param name="code">A code of the authenticator, or a recovery code, which is then used up.</param>
    /// <param name="remember">Whether the cookie outlives the browser's session.</param>
    public async Task<(SignInOutcome Outcome, StaffAccount? Account)> SignIn(string email, string password, string? code, bool remember)
    {
        var account = await users.FindByEmailAsync(email);
        if (account is null || await staff.Agent(account.Id) is not { Active: true })
        {
            SpendTheSameTime(password);
            return (SignInOutcome.InvalidCredentials, null);
        }

        var checkedPassword = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (checkedPassword.IsLockedOut)
        {
            LockedOut(account.Id);
            return (SignInOutcome.LockedOut, account);
        }

        if (!checkedPassword.Succeeded) return (SignInOutcome.InvalidCredentials, account);
        if (await users.GetTwoFactorEnabledAsync(account))
        {
            if (string.IsNullOrWhiteSpace(code)) return (SignInOutcome.TwoFactorRequired, account);
            if (!await CheckCode(account, code))
            {
                await users.AccessFailedAsync(account);
                return (await users.IsLockedOutAsync(account) ? SignInOutcome.LockedOut : SignInOutcome.InvalidCredentials, account);
            }

            await users.ResetAccessFailedCountAsync(account);
        }

        await signIn.SignInAsync(account, new AuthenticationProperties { IsPersistent = remember });
        SignedIn(account.Id);
        return (SignInOutcome.SignedIn, account);
    }

    /// <summary>Whether the code is the authenticator's and was not used before, or a recovery code (then it is used up).</summary>
    public async Task<bool> CheckCode(StaffAccount account, string code)
    {
        var compact = code.Replace(" ", "", StringComparison.Ordinal);
        if (compact.Length != 6) return (await users.RedeemTwoFactorRecoveryCodeAsync(account, compact)).Succeeded;
        if (!await users.VerifyTwoFactorTokenAsync(account, users.Options.Tokens.AuthenticatorTokenProvider, compact)) return false;
        // A code holds for a minute and a half; somebody who saw it typed must not use it again (RFC 6238, 5.2).
        if (string.Equals(await users.GetAuthenticationTokenAsync(account, TokenOwner, LastCodeName), compact, StringComparison.Ordinal)) return false;
        return (await users.SetAuthenticationTokenAsync(account, TokenOwner, LastCodeName, compact)).Succeeded;
    }

    // Otherwise the time of the answer would tell whether an address has an account.
    private void SpendTheSameTime(string password)
    {
        var nobody = new StaffAccount();
        _hashOfNobody ??= hasher.HashPassword(nobody, OneTimePassword.Create());
        hasher.VerifyHashedPassword(nobody, _hashOfNobody, password);
    }

    [LoggerMessage(EventId = 7001, Level = LogLevel.Information, Message = "Account {AccountId} signed in")]
    private partial void SignedIn(string accountId);

    [LoggerMessage(EventId = 7002, Level = LogLevel.Warning, Message = "Account {AccountId} is locked out after too many wrong attempts")]
    private partial void LockedOut(string accountId);
}
