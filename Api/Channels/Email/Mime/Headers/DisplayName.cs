using System.Text;

namespace ContactHub.Email;

/// <summary>Makes what stands in an address field fit to be shown and compared.</summary>
internal static class DisplayName
{
    /// <summary>The decoded name without control characters, the quotes that Outlook puts around it, and needless blanks; null when nothing is left.</summary>
    public static string? Clean(string text, MimeContext context)
    {
        if (text.Length == 0) return null;
        var decoded = EncodedWords.Decode(text, context).AsSpan().Trim();
        if (decoded.Length > 1 && ((decoded[0] == '\'' && decoded[^1] == '\'') || (decoded[0] == '"' && decoded[^1] == '"'))) decoded = decoded[1..^1].Trim();
        var clean = new StringBuilder(decoded.Length);
        foreach (var c in decoded)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else
            {
                clean.Append(c);
            }
        }

        return clean.Length == 0 ? null : clean.ToString().TrimEnd();
    }

    /// <summary>An address without blanks around its @ and dots, which RFC 5322 calls obsolete.</summary>
    public static string Address(string text, MimeContext context)
    {
        var decoded = text.Contains("=?", StringComparison.Ordinal) ? EncodedWords.Decode(text, context) : text;
        var address = new StringBuilder(decoded.Length);
        var quoted = false;
        foreach (var c in decoded)
        {
            if (c == '"') quoted = !quoted;
            if (char.IsControl(c) || (!quoted && (char.IsWhiteSpace(c) || c is '<' or '>' or ','))) continue;
            address.Append(c);
        }

        var result = address.ToString().Trim('\'');
        var at = result.LastIndexOf('@');
        if (at <= 0 || at == result.Length - 1) context.Defect(MimeDefect.InvalidAddress);
        return result;
    }
}
