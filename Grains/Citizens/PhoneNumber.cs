using System.Diagnostics.CodeAnalysis;

namespace ContactHub.Citizens;

/// <summary>What a number is used for in the Turkish numbering plan (BTK).</summary>
public enum PhoneKind
{
    Mobile,
    Geographic,
    /// <summary>8xx and 9xx: free, location-free and premium numbers.</summary>
    Service,
    /// <summary>444 xxxx: seven digits, only inside the country.</summary>
    Corporate,
    /// <summary>1xy and 118xx: only inside the country.</summary>
    Short,
    Foreign,
}

/// <summary>
/// A telephone number, whatever it was typed like. <see cref="Value"/> is E.164 (<c>+905321234567</c>), or the bare digits of a number
/// that exists only inside the country.
/// </summary>
public sealed record PhoneNumber
{
    private const string Country = "+90";

    private PhoneNumber(string value, PhoneKind kind) => (Value, Kind) = (value, kind);

    public string Value { get; }

    public PhoneKind Kind { get; }

    /// <summary>Whether it can be dialled from everywhere, and so can stand for one citizen.</summary>
    public bool IsE164 => Value[0] == '+';

    /// <summary>As people write it: <c>0 532 123 45 67</c>, <c>444 0 185</c>; foreign numbers in E.164.</summary>
    public string Display => Kind switch
    {
        PhoneKind.Foreign or PhoneKind.Short => Value,
        PhoneKind.Corporate => $"{Value[..3]} {Value[3]} {Value[4..]}",
        _ => $"0 {Value[3..6]} {Value[6..9]} {Value[9..11]} {Value[11..]}",
    };

    /// <summary>As an exchange in the country dials it: <c>05321234567</c>, <c>0049…</c>.</summary>
    public string Dialled => Kind switch
    {
        PhoneKind.Foreign => "00" + Value[1..],
        PhoneKind.Corporate or PhoneKind.Short => Value,
        _ => "0" + Value[3..],
    };

    /// <summary>For screens that may not show it: <c>05xx *** ** 67</c>.</summary>
    public string Masked => Kind switch
    {
        PhoneKind.Corporate or PhoneKind.Short => Value,
        PhoneKind.Foreign => $"{Value[..3]}*** ** {Value[^2..]}",
        _ => $"0{Value[3]}xx *** ** {Value[^2..]}",
    };

    /// <summary>
    /// Reads national (<c>0532 123 45 67</c>, <c>532...</c>) and international (<c>+90</c>, <c>0090</c>, <c>90</c> with 12 digits, other
    /// <c>+cc</c>) spellings, with any punctuation, in ASCII, Arabic or full-width digits.
    /// </summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PhoneNumber? number)
    {
        number = null;
        if (text is null || text.Length > 40 || Digits(text) is not { } digits) return false;
        var international = digits[0] == '+';
        var bare = international ? digits[1..] : digits;
        if (!international && bare.StartsWith("00", StringComparison.Ordinal)) (international, bare) = (true, bare[2..]);
        if (international && !bare.StartsWith("90", StringComparison.Ordinal)) number = Foreign(bare);
        else if (international) number = National(bare[2..]);
        else if (bare.Length == 12 && bare.StartsWith("90", StringComparison.Ordinal)) number = National(bare[2..]);
        else if (bare.Length == 11 && bare[0] == '0') number = National(bare[1..]);
        else number = National(bare) ?? InCountry(bare);
        return number is not null;
    }

    private static PhoneNumber? National(string digits) => digits.Length != 10 ? null : digits[0] switch
    {
        '5' => new PhoneNumber(Country + digits, PhoneKind.Mobile),
        '2' or '3' or '4' => new PhoneNumber(Country + digits, PhoneKind.Geographic),
        '8' or '9' => new PhoneNumber(Country + digits, PhoneKind.Service),
        _ => null,
    };

    private static PhoneNumber? InCountry(string digits) => digits switch
    {
        { Length: 7 } when digits.StartsWith("444", StringComparison.Ordinal) => new PhoneNumber(digits, PhoneKind.Corporate),
        { Length: 3 } when digits[0] == '1' => new PhoneNumber(digits, PhoneKind.Short),
        { Length: 5 } when digits.StartsWith("118", StringComparison.Ordinal) => new PhoneNumber(digits, PhoneKind.Short),
        _ => null,
    };

    private static PhoneNumber? Foreign(string digits) =>
        digits.Length is >= 8 and <= 15 && digits[0] != '0' ? new PhoneNumber("+" + digits, PhoneKind.Foreign) : null;

    /// <summary>ASCII digits with a leading + kept; null when a letter is in it or nothing is left.</summary>
    private static string? Digits(string text)
    {
        Span<char> digits = stackalloc char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsDigit(c)) digits[length++] = (char)('0' + (int)char.GetNumericValue(c));
            else if (c is '+' or '\uFF0B' && length == 0) digits[length++] = '+';
            else if (char.IsLetter(c) || c is '+' or '\uFF0B') return null;
        }

        return length == 0 || (length == 1 && digits[0] == '+') ? null : new string(digits[..length]);
    }
}
