using ContactHub.Texts;
using Microsoft.AspNetCore.Identity;

namespace ContactHub.Accounts;

/// <summary>An error of Identity in both languages of the desk; its own description is the English one.</summary>
internal sealed class StaffIdentityError : IdentityError
{
    public StaffIdentityError(string code, StaffText text) => (Code, Description, Text) = (code, text.En, text);

    public StaffText Text { get; }

    /// <summary>The text of an error, whoever made it.</summary>
    public static StaffText TextOf(IdentityError error) => error is StaffIdentityError known ? known.Text : Unexpected;

    public static StaffText Unexpected { get; } = new StaffText("Hesap bu değerlerle kaydedilemedi.", "The account could not be stored with these values.");
}

/// <summary>Identity's errors, said in the words of the desk. The user name is the e-mail address, so what is wrong with one is said of the other.</summary>
internal sealed class StaffIdentityErrors : IdentityErrorDescriber
{
    private static readonly StaffText EmailTaken = new StaffText("Bu e-posta adresi başka bir hesabın.", "The e-mail address belongs to another account.");
    private static readonly StaffText EmailWrong = new StaffText("Bu bir e-posta adresi değil.", "This is not an e-mail address.");
    private static readonly StaffText RoleTaken = new StaffText("Bu rol zaten var.", "There is such a role already.");
    private static readonly StaffText RoleWrong = new StaffText("Böyle bir rol olamaz.", "There can be no such role.");

    public override IdentityError DefaultError() => new StaffIdentityError(nameof(DefaultError), StaffIdentityError.Unexpected);

    public override IdentityError ConcurrencyFailure() => new StaffIdentityError(
        nameof(ConcurrencyFailure), new StaffText("Hesap aynı anda değiştirildi; yeniden deneyin.", "The account was changed at the same time; try again."));

    public override IdentityError PasswordMismatch() => new StaffIdentityError(nameof(PasswordMismatch), new StaffText("Parola yanlış.",
        "The password is wrong."));

    public override IdentityError InvalidToken() => new StaffIdentityError(nameof(InvalidToken),
        new StaffText("Kod yanlış ya da süresi dolmuş.", "The code is wrong or has expired."));

    public override IdentityError RecoveryCodeRedemptionFailed() => new StaffIdentityError(
        nameof(RecoveryCodeRedemptionFailed), new StaffText("Kurtarma kodu yanlış ya da kullanılmış.", "The recovery code is wrong or used up."));

    public override IdentityError LoginAlreadyAssociated() => new StaffIdentityError(
        nameof(LoginAlreadyAssociated), new StaffText("Bu oturum açma yolu başka bir hesabın.", "This way of signing in belongs to another account."));

    public override IdentityError InvalidUserName(string? userName) => new StaffIdentityError(nameof(InvalidUserName), EmailWrong);

    public override IdentityError InvalidEmail(string? email) => new StaffIdentityError(nameof(InvalidEmail), EmailWrong);

    public override IdentityError DuplicateUserName(string userName) => new StaffIdentityError(nameof(DuplicateUserName), EmailTaken);

    public override IdentityError DuplicateEmail(string email) => new StaffIdentityError(nameof(DuplicateEmail), EmailTaken);

    public override IdentityError InvalidRoleName(string? role) => new StaffIdentityError(nameof(InvalidRoleName), RoleWrong);

    public override IdentityError DuplicateRoleName(string role) => new StaffIdentityError(nameof(DuplicateRoleName), RoleTaken);

    public override IdentityError UserAlreadyHasPassword() => new StaffIdentityError(
        nameof(UserAlreadyHasPassword), new StaffText("Hesabın zaten bir parolası var.", "The account has a password already."));

    public override IdentityError UserLockoutNotEnabled() => new StaffIdentityError(
        nameof(UserLockoutNotEnabled), new StaffText("Bu hesap kilitlenemez.", "The account can't be locked."));

    public override IdentityError UserAlreadyInRole(string role) => new StaffIdentityError(
        nameof(UserAlreadyInRole), new StaffText("Hesabın bu rolü zaten var.", "The account has the role already."));

    public override IdentityError UserNotInRole(string role) => new StaffIdentityError(
        nameof(UserNotInRole), new StaffText("Hesabın böyle bir rolü yok.", "The account does not have the role."));

    public override IdentityError PasswordTooShort(int length) => new StaffIdentityError(
        nameof(PasswordTooShort), new StaffText($"Parola en az {length} karakter olmalı.", $"The password needs at least {length} characters."));

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) => new StaffIdentityError(
        nameof(PasswordRequiresUniqueChars),
        new StaffText($"Parolada en az {uniqueChars} farklı karakter olmalı.", $"The password needs at least {uniqueChars} different characters."));

    public override IdentityError PasswordRequiresNonAlphanumeric() => new StaffIdentityError(
        nameof(PasswordRequiresNonAlphanumeric),
        new StaffText("Parolada harf ve rakam dışında bir karakter olmalı.", "The password needs a character that is no letter or digit."));

    public override IdentityError PasswordRequiresDigit() => new StaffIdentityError(
        nameof(PasswordRequiresDigit), new StaffText("Parolada bir rakam olmalı.", "The password needs a digit."));

    public override IdentityError PasswordRequiresLower() => new StaffIdentityError(
        nameof(PasswordRequiresLower), new StaffText("Parolada bir küçük harf olmalı.", "The password needs a lower-case letter."));

    public override IdentityError PasswordRequiresUpper() => new StaffIdentityError(
        nameof(PasswordRequiresUpper), new StaffText("Parolada bir büyük harf olmalı.", "The password needs an upper-case letter."));
}
