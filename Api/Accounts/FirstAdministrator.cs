using ContactHub.Security;

namespace ContactHub.Accounts;

/// <summary>The sign-in of the first administrator, to be printed once and kept nowhere.</summary>
public sealed record FirstSignIn(string Email, string OneTimePassword);

/// <summary>Makes the first administrator at the first start; there is no default password.</summary>
public sealed class FirstAdministrator(StaffAccounts accounts)
{
    /// <summary>Address of the account when the host gives no other.</summary>
    public const string DefaultEmail = "admin@contacthub.local";

    /// <summary>
    /// Makes an administrator with a one-time password when there is none that can sign in. Returns the sign-in to print, null when nothing
    /// had to be done. Call at start, before anything listens.
    /// </summary>
    /// <exception cref="InvalidOperationException">The account could not be made, for instance because its address belongs to somebody else.</exception>
    public async Task<FirstSignIn?> EnsureExists(string email = DefaultEmail, string name = "Administrator")
    {
        if ((await accounts.Administrators()).Count > 0) return null;
        var person = new NewStaff(name, email, [StaffRoles.Administrator], [], Capacity: 5, ["tr", "en"]);
        var (result, password) = await accounts.Create(person);
        if (!result.Succeeded)
            throw new InvalidOperationException($"The first administrator could not be made: {string.Join(' ', result.Errors.Values.SelectMany(texts => texts).Select(text => text.En))}");
        return new FirstSignIn(email, password);
    }
}
