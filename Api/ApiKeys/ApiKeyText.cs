using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ContactHub.ApiKeys;

/// <summary>
/// A key as it is shown once and sent: <c>ch_live_</c>, 12 characters that find it, <c>_</c>, and 43 letters and digits that nobody else knows. These
/// have 256 bits, so one round of SHA-256 keeps them; the beginning lets scanners find keys that were published by mistake.
/// </summary>
public static partial class ApiKeyText
{
    /// <summary>How every key begins.</summary>
    public const string Mark = "ch_live_";

    private const string IdLetters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const string SecretLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A new key: its id, the whole of it, and what is kept of its secret.</summary>
    public static (string Id, string Text, string SecretHash) New()
    {
        var id = RandomNumberGenerator.GetString(IdLetters, 12);
        var secret = RandomNumberGenerator.GetString(SecretLetters, 43);
        return (id, string.Concat(Mark, id, "_", secret), Hash(secret));
    }

    /// <summary>The id and the secret of a key; null for what is none.</summary>
    public static (string Id, string Secret)? Read(string text) =>
        Form().Match(text) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : null;

    /// <summary>Whether a secret is the one that was kept, in a time that tells nothing of it.</summary>
    public static bool IsSecret(string secret, string secretHash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(secretHash));

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));

    [GeneratedRegex(@"^ch_live_([a-z2-9]{12})_([A-Za-z0-9]{43})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
