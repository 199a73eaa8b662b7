using System.Buffers.Text;
using System.Text;

namespace ContactHub.Bots;

/// <summary>Files that stand in an address themselves (RFC 2397). Pure.</summary>
internal static class InlineData
{
    private const string Marker = ";base64";

    /// <summary>The bytes; null when it is no such address. What it says of their type is not looked at.</summary>
    public static byte[]? Read(string address)
    {
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0) return null;
        return address.AsSpan(0, comma).TrimEnd().EndsWith(Marker, StringComparison.OrdinalIgnoreCase)
            ? FromBase64(address[(comma + 1)..])
            : Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address[(comma + 1)..]));
    }

    /// <summary>The bytes of base64 (RFC 4648, blanks allowed); null when it is none.</summary>
    public static byte[]? FromBase64(string text)
    {
        // "+" and "/" may be written as %2B and %2F in an address.
        var plain = text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text;
        return Base64.IsValid(plain) ? Convert.FromBase64String(plain) : null;
    }
}
