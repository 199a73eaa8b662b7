using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ContactHub.Email;

/// <summary>Addresses that mail is sent to: the plain form of RFC 5321, with letters of any script (RFC 6531), and without quoted local parts.</summary>
public static partial class OutgoingAddress
{
    private const int Longest = 254;

    private static readonly IdnMapping Domains = new() { UseStd3AsciiRules = true };

    /// <summary>As it goes over the wire, its domain in ASCII (RFC 5890); null when it isn't one.</summary>
    public static string? OnTheWire(string address)
    {
        if (address.Length > Longest || !Form().IsMatch(address)) return null;
        var at = address.LastIndexOf('@');
        try
        {
            var domain = Domains.GetAscii(address[(at + 1)..]);
            return Encoding.UTF8.GetByteCount(address[..at]) <= 64 ? string.Concat(address.AsSpan(0, at + 1), domain) : null;
        }
        catch (ArgumentException)
        {
            // Labels that no name system has.
            return null;
        }
    }

    /// <summary>No blanks, controls or separators anywhere, and no dots at the ends of the local part: nothing in it can end a field or a command.</summary>
    [GeneratedRegex("""^(?!\.)[^\s\p{C}\p{Z}@<>()\[\],;:\\"]+(?<!\.)@[^\s\p{C}\p{Z}@<>()\[\],;:\\"]+\.[^\s\p{C}\p{Z}@<>()\[\],;:\\".]+\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
