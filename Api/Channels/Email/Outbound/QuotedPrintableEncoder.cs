using System.Text;

namespace ContactHub.Email;

/// <summary>Quoted-printable (RFC 2045 section 6.7) of text whose lines end with CR LF.</summary>
internal static class QuotedPrintableEncoder
{
    private const int Line = 76;

    public static byte[] Encode(ReadOnlySpan<byte> text)
    {
        var written = new List<byte>(text.Length + (text.Length / 8));
        var column = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var b = text[i];
            if (b == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                written.AddRange("\r\n"u8);
                (i, column) = (i + 1, 0);
                continue;
            }

            var endsLine = i + 1 == text.Length || text[i + 1] == '\r';
            // Blanks at the end of a line get lost on the way, and some programs change lines that begin with "From ".
            var isPlain = (b is (byte)' ' or (byte)'\t' && !endsLine) || (b is > (byte)' ' and <= (byte)'~' and not (byte)'=' && !(column == 0 && text[i..].StartsWith("From "u8)));
            var width = isPlain ? 1 : 3;
            if (column + width > Line - (endsLine ? 0 : 1))
            {
                written.AddRange("=\r\n"u8);
                column = 0;
            }

            if (isPlain) written.Add(b);
            else written.AddRange(Encoding.ASCII.GetBytes($"={b:X2}"));
            column += width;
        }

        return [.. written];
    }
}
