using System.Text;
using System.Text.RegularExpressions;

namespace ContactHub.Email;

/// <summary>Makes characters of the bytes of a text part.</summary>
internal static partial class TextPart
{
    private const int MetaWithin = 2_048;

    public static string Decode(ReadOnlySpan<byte> bytes, MimePart part, MimeContext context)
    {
        var charset = part.Type.Get("charset");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) charset = "utf-16";
        if (charset is null && part.MediaType == "text/html") charset = MetaCharset(bytes);
        var text = Charsets.Decode(bytes, charset, context);
        if (text.Length > context.Limits.TextCharacters)
        {
            context.Defect(MimeDefect.TextTooLong);
            text = text[..context.Limits.TextCharacters];
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            context.Defect(MimeDefect.NulBytes);
            text = text.Replace("\0", "", StringComparison.Ordinal);
        }

        return LineEnds(text.TrimStart('\uFEFF'), context);
    }

    /// <summary>Plain text: flowed lines joined.</summary>
    public static string Plain(string text, MimePart part) =>
        string.Equals(part.Type.Get("format"), "flowed", StringComparison.OrdinalIgnoreCase)
            ? FlowedText.Unflow(text, string.Equals(part.Type.Get("delsp"), "yes", StringComparison.OrdinalIgnoreCase))
            : text;

    private static string LineEnds(string text, MimeContext context)
    {
        if (!text.Contains('\r', StringComparison.Ordinal)) return text;
        var result = new StringBuilder(text.Length);
        var run = 0;
        foreach (var c in text)
        {
            if (c == '\r')
            {
                run++;
                continue;
            }

            if (run > 0)
            {
                if (c != '\n' || run > 1) context.Defect(MimeDefect.BareCarriageReturn);
                if (c != '\n') result.Append('\n', run);
                run = 0;
            }

            result.Append(c);
        }

        return result.Append('\n', run).ToString();
    }

    private static string? MetaCharset(ReadOnlySpan<byte> bytes)
    {
        var match = Meta().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MetaWithin)]));
        return match.Success ? match.Groups[1].Value : null;
    }

    [GeneratedRegex("""<meta\b[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Meta();
}
