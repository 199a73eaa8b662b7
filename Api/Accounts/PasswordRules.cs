using ContactHub.Departments;
using ContactHub.Texts;
using Microsoft.AspNetCore.Identity;

namespace ContactHub.Accounts;

/// <summary>
/// What Identity's own check of the length leaves open. Length counts, composition does not (NIST SP 800-63B, 3.1.1.2); refused is what a
/// guesser tries first: few different characters, and the person's own name or address.
/// </summary>
public sealed class PasswordRules(StaffStore staff) : IPasswordValidator<StaffAccount>
{
    /// <summary>Fewest characters.</summary>
    public const int MinLength = 12;

    /// <summary>Most characters: hashing a longer text would only cost time.</summary>
    public const int MaxLength = 256;

    private const int FewestDifferent = 5;
    private const int ShortestPart = 4;

    /// <inheritdoc/>
    public async Task<IdentityResult> ValidateAsync(UserManager<StaffAccount> manager, StaffAccount user, string? password)
    {
        ArgumentNullException.ThrowIfNull(password);
        List<IdentityError> errors = [];
        if (password.Length > MaxLength) errors.Add(Error("PasswordTooLong",
            new StaffText("Parola 256 karakterden uzun.", "The password has more than 256 characters.")));
        if (password.Distinct().Count() < FewestDifferent) errors.Add(Error("PasswordTooSimple",
            new StaffText("Parola aynı birkaç karakteri yineliyor.", "The password repeats the same few characters.")));
        var name = (await staff.Agent(user.Id))?.Name ?? "";
        var personal = name.Split(' ').Append((user.Email ?? "").Split('@')[0]).Where(part => part.Length >= ShortestPart);
        if (personal.Any(part => password.Contains(part, StringComparison.OrdinalIgnoreCase)))
            errors.Add(Error("PasswordPersonal",
                new StaffText("Parola adı ya da e-posta adresini içeriyor.", "The password contains the name or the e-mail address.")));
        return errors.Count == 0 ? IdentityResult.Success : IdentityResult.Failed([.. errors]);
    }

    private static StaffIdentityError Error(string code, StaffText text) => new(code, text);
}
