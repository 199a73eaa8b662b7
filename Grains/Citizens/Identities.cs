namespace ContactHub.Citizens;

/// <summary>The spelling in which identities are compared and stored.</summary>
public static class Identities
{
    public const string Phone = "phone";
    public const string Email = "email";

    /// <summary><c>site:subject</c>, as the municipality's site signed it.</summary>
    public const string External = "external";

    /// <summary>Longest address by RFC 5321 section 4.5.3.1.3.</summary>
    public const int MaxEmailLength = 254;

    public const int MaxExternalLength = 200;

    public const int MaxNameLength = 100;

    /// <summary>The identity with its value normalised; null when it is not a value of its kind, or the kind is unknown.</summary>
    public static CitizenIdentity? Normalise(CitizenIdentity identity) => identity.Kind switch
    {
        Phone => PhoneNumber.TryParse(identity.Value, out var number) && number.IsE164 ? identity with { Value = number.Value } : null,
        Email => NormaliseEmail(identity.Value) is { } email ? identity with { Value = email } : null,
        External => NormaliseExternal(identity.Value) is { } subject ? identity with { Value = subject } : null,
        _ => null,
    };

    /// <summary>The name without outer and doubled white space; null when nothing or too much is left.</summary>
    public static string? NormaliseName(string? name)
    {
        if (name is null) return null;
        var words = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length is > 0 and <= MaxNameLength && !words.Any(char.IsControl) ? words : null;
    }

    /// <summary>Lower case whatever the culture (a Turkish lower-casing would turn I into ı, another address).</summary>
    private static string? NormaliseEmail(string value)
    {
        var email = value.Trim().ToLowerInvariant();
        var at = email.LastIndexOf('@');
        var domain = email[(at + 1)..];
        var valid = at is > 0 and <= 64 && email.Length <= MaxEmailLength
            && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"')
            && !email[..at].Contains('@', StringComparison.Ordinal)
            && domain.Contains('.', StringComparison.Ordinal)
            && domain.Split('.').All(label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsLetterOrDigit(c) || c == '-'));
        return valid ? email : null;
    }

    private static string? NormaliseExternal(string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < value.Length - 1 && value.Length <= MaxExternalLength && !value.Any(char.IsControl) ? value : null;
    }
}
