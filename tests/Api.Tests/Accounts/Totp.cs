using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace ContactHub.Accounts.Tests;

/// <summary>An authenticator app: RFC 6238 with SHA-1, six digits, 30 s, the defaults of the apps people have.</summary>
internal static class Totp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <param name="step">0 for now, -1 for the step before: the hub accepts both.</param>
    public static string Code(string secret, int step = 0)
    {
        var counter = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + step;
        Span<byte> message = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(message, counter);
#pragma warning disable CA5350 // The standard says SHA-1.
        var hash = HMACSHA1.HashData(Decode(secret), message);
#pragma warning restore CA5350
        var number = (BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[19] & 15)) & int.MaxValue) % 1_000_000;
        return number.ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string secret)
    {
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var letter in secret.TrimEnd('='))
        {
            held = (held << 5) | Base32.IndexOf(letter, StringComparison.Ordinal);
            if ((bits += 5) < 8) continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits));
            held &= (1 << bits) - 1;
        }

        return [.. bytes];
    }
}
