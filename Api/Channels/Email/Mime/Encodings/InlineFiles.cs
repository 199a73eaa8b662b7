namespace ContactHub.Email;

/// <summary>A file that was written into the text.</summary>
internal sealed record InlineFile(string Name, ReadOnlyMemory<byte> Content);

/// <summary>Takes files out of a text in which they stand between <c>begin 644 name</c> and <c>end</c> (uuencode, POSIX), or as yEnc.</summary>
internal static class InlineFiles
{
    private const int MostPerText = 100;

    /// <returns>The text without the files, and the files.</returns>
    public static (ReadOnlyMemory<byte> Text, List<InlineFile> Files) Extract(ReadOnlyMemory<byte> text, MimeContext context)
    {
        List<InlineFile> files = [];
        if (text.Span.IndexOf("begin "u8) < 0) return (text, files);
        context.Did(text.Length);
        var rest = new MemoryStream();
        var scanner = new LineScanner(text);
        while (scanner.Read())
        {
            var start = scanner.Start;
            if (files.Count < MostPerText && (Uuencoded(ref scanner, context) ?? YencDecoder.Read(ref scanner, context)) is { } file)
            {
                files.Add(file);
                continue;
            }

            rest.Write(text.Span[start..scanner.Next]);
        }

        return files.Count == 0 ? (text, files) : (rest.ToArray(), files);
    }

    private static InlineFile? Uuencoded(ref LineScanner scanner, MimeContext context)
    {
        var line = scanner.Line;
        if (!line.StartsWith("begin "u8) || line.Length < 11) return null;
        var mode = line[6..].IndexOf((byte)' ');
        if (mode is not (3 or 4) || line.Slice(6, mode).IndexOfAnyExceptInRange((byte)'0', (byte)'7') >= 0) return null;
        var name = Charsets.Decode(line[(7 + mode)..], null, context);
        var ahead = scanner;
        var content = new MemoryStream();
        var (lines, ended) = (0, false);
        while (ahead.Read())
        {
            if (ahead.Line.TrimEnd(" \t"u8).SequenceEqual("end"u8))
            {
                ended = true;
                break;
            }

            if (!DecodeLine(ahead.Line, content))
            {
                ahead.Unread();
                break;
            }

            lines++;
        }

        // "begin 123 the work" is also the beginning of a sentence.
        if (lines == 0) return null;
        if (!ended) context.Defect(MimeDefect.InvalidUuencode);
        scanner.MoveTo(ahead.Next);
        return new InlineFile(name, context.Take(content.Length) ? content.ToArray() : []);
    }

    private static bool DecodeLine(ReadOnlySpan<byte> line, MemoryStream content)
    {
        if (line.IsEmpty || line[0] is < 0x20 or > 0x60) return false;
        var length = (line[0] - 0x20) & 0x3F;
        // Blanks at the end of a line get lost on the way; they stand for zero bits. One checksum letter may follow.
        if (line.Length - 1 > (length + 2) / 3 * 4 + 2) return false;
        for (var (at, left) = (1, length); left > 0; at += 4, left -= 3)
        {
            var bits = 0;
            for (var i = 0; i < 4; i++)
            {
                var c = at + i < line.Length ? line[at + i] : (byte)0x20;
                if (c is < 0x20 or > 0x60) return false;
                bits = bits << 6 | ((c - 0x20) & 0x3F);
            }

            content.WriteByte((byte)(bits >> 16));
            if (left > 1) content.WriteByte((byte)(bits >> 8));
            if (left > 2) content.WriteByte((byte)bits);
        }

        return true;
    }
}
