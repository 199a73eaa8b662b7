namespace ContactHub.Email;

/// <summary>Quoted-printable (RFC 2045 section 6.7). An escape that is none stays as it is.</summary>
internal static class QuotedPrintableDecoder
{
    /// <returns>The bytes, and whether an escape was wrong.</returns>
    public static (byte[] Bytes, bool Wrong) Decode(ReadOnlySpan<byte> text)
    {
        var result = new byte[text.Length];
        var (length, wrong, at) = (0, false, 0);
        // Blanks at the end of a line were added on the way and are not part of it.
        var solid = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '=')
            {
                var softEnd = SoftBreakEnd(text, at + 1);
                if (softEnd > 0)
                {
                    at = softEnd;
                    solid = length;
                    continue;
                }

                if (at + 2 < text.Length && Hex(text[at + 1]) is var high and >= 0 && Hex(text[at + 2]) is var low and >= 0)
                {
                    result[length++] = (byte)(high << 4 | low);
                    at += 3;
                    solid = length;
                    continue;
                }

                wrong = true;
            }
            else if (c is (byte)'\r' or (byte)'\n')
            {
                length = solid;
            }

            result[length++] = c;
            at++;
            if (c is not ((byte)' ' or (byte)'\t')) solid = length;
        }

        return (result[..length], wrong);
    }

    /// <summary>Where the next line begins if only blanks lie between an equals sign and its end; 0 if something else does.</summary>
    private static int SoftBreakEnd(ReadOnlySpan<byte> text, int at)
    {
        // Relays add a few blanks, not pages; without the bound, a page of "=   =   " costs its square.
        var most = Math.Min(text.Length, at + 100);
        while (at < most && text[at] is (byte)' ' or (byte)'\t') at++;
        if (at == text.Length) return at;
        return text[at] switch
        {
            (byte)'\n' => at + 1,
            (byte)'\r' => at + 1 < text.Length && text[at + 1] == '\n' ? at + 2 : at + 1,
            _ => 0,
        };
    }

    private static int Hex(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        _ => -1,
    };
}
