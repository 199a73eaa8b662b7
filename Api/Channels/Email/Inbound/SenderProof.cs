using System.Text.RegularExpressions;

namespace ContactHub.Email;

/// <summary>
/// Whether the own mail exchanger vouches for the sender (RFC 8601): only the topmost Authentication-Results counts, and only when it bears the
/// configured name, since anybody can write such a field into a mail.
/// </summary>
internal static partial class SenderProof
{
    /// <param name="server">The authserv-id of the own exchanger; empty when it has none.</param>
    public static bool IsGiven(ParsedMail mail, string server)
    {
        if (server.Length == 0 || mail.From is null || mail.Header("Authentication-Results") is not { } results) return false;
        var parts = results.Split(';');
        var name = parts[0].Trim().Split(' ')[0];
        if (!string.Equals(name, server, StringComparison.OrdinalIgnoreCase)) return false;
        var domain = mail.From.Address[(mail.From.Address.LastIndexOf('@') + 1)..];
        return parts.Skip(1).Select(part => Dmarc().Match(part)).Any(m => m.Success && string.Equals(m.Groups[1].Value, domain, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^\s*dmarc\s*=\s*pass\b(?:[^;]*\s)?header\.from\s*=\s*([^\s;]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dmarc();
}
