using System.Security.Cryptography;
using System.Text;

namespace ContactHub.Intake;

/// <summary>
/// Keys made of a source's own ids, which are opaque, of any length and of any characters: 128 bits of SHA-256 of them, in hexadecimal. The same source
/// always has the same key, in every process.
/// </summary>
public static class SourceKeys
{
    /// <summary>The key of the intake grain of one source.</summary>
    public static string Grain(string channel, string sourceId) => string.Concat(channel, ":", Hash(sourceId));

    /// <summary>
    /// The command id of one thing that a source tells. Mail: <paramref name="what"/> is <c>received</c>, or <c>failed:</c> and the recipient. Calls: the kind and
    /// which of its kind, as <c>offered:2</c>.
    /// </summary>
    public static string Command(string channel, string sourceId, string what) => string.Concat(channel, ":", Hash(sourceId + "\n" + what));

    /// <summary>Of any text.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
