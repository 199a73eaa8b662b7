using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ContactHub.Security;

/// <summary>
/// The signature of the hub's own requests and of reports in its own format: hex of HMAC-SHA256 over the timestamp, a full stop and the body. The timestamp is
/// in it, so that a recorded request is worth nothing after <see cref="Window"/>; within it, a repetition is recognised by what it tells.
/// </summary>
public static class TimedSignature
{
    /// <summary>Header of the seconds since 1970 at which a request was signed.</summary>
    public const string TimestampHeader = "X-ContactHub-Timestamp";

    /// <summary>Header of the signature.</summary>
    public const string Header = "X-ContactHub-Signature";

    /// <summary>How far the sender's clock may be off.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Whether a request is from whoever has the key, and recent.</summary>
    /// <param name="timestamp">Seconds since 1970.</param>
    public static bool IsValid(string key, string? timestamp, ReadOnlySpan<byte> body, string? signature, DateTimeOffset now)
    {
        if (timestamp is null || signature is null) return false;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 100_000_000_000) return false;
        if ((now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Window) return false;
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(key, timestamp, body)), Encoding.ASCII.GetBytes(signature));
    }

    /// <summary>The signature of a body, in lower-case hex.</summary>
    public static string Sign(string key, string timestamp, ReadOnlySpan<byte> body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), (byte[])[.. Encoding.UTF8.GetBytes(timestamp + "."), .. body]));
}
