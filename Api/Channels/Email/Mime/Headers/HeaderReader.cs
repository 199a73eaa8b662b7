using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace ContactHub.Email;

/// <summary>Reads a header up to the empty line (RFC 5322 section 2.2), or to where it must have been.</summary>
internal static class HeaderReader
{
    private const int LongestName = 100;

    /// <summary>A line that is no field is skipped when one of these follows; otherwise it is the first line of the body.</summary>
    private static readonly FrozenSet<string> Usual = new[]
    {
        "from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references", "reply-to", "sender", "received", "return-path",
        "mime-version", "content-type", "content-transfer-encoding", "content-disposition", "content-id", "content-description", "content-location",
        "delivered-to", "x-mailer", "user-agent", "dkim-signature", "authentication-results", "auto-submitted", "list-id", "precedence",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create([.. Enumerable.Range(33, 94).Where(c => c != ':').Select(c => (byte)c)]);

    /// <summary>Leaves the scanner at the first line of the body.</summary>
    public static HeaderBlock Read(ref LineScanner scanner, BoundaryStack boundaries, MimeContext context)
    {
        var fields = new List<RawField>();
        var from = scanner.Next;
        var dropping = false;
        var ended = false;
        while (!ended && scanner.Read())
        {
            var line = scanner.Line;
            if (line.IsEmpty) break;
            if (boundaries.Matches(line))
            {
                context.Defect(MimeDefect.MissingSeparator);
                scanner.Unread();
                break;
            }

            if (line[0] is (byte)' ' or (byte)'\t')
            {
                if (IsBlank(line) && !HeaderGoesOn(scanner))
                {
                    context.Defect(MimeDefect.MissingSeparator);
                    break;
                }

                if (dropping) continue;
                if (fields.Count == 0) context.Defect(MimeDefect.InvalidHeader);
                else if (!fields[^1].Append(line, context.Limits.FieldBytes)) context.Defect(MimeDefect.HeaderTooLong);
            }
            else if (NameOf(line) is { } name)
            {
                var colon = line.IndexOf((byte)':');
                dropping = scanner.Start - from > context.Limits.HeaderBytes || fields.Count >= context.Limits.HeaderFields;
                if (!dropping)
                {
                    var field = new RawField(name);
                    if (!field.Append(line[(colon + 1)..], context.Limits.FieldBytes)) context.Defect(MimeDefect.HeaderTooLong);
                    fields.Add(field);
                }
                else
                {
                    context.Defect(fields.Count >= context.Limits.HeaderFields ? MimeDefect.TooManyFields : MimeDefect.HeaderTooLong);
                }
            }
            else if (fields.Count == 0 && IsMboxLine(line))
            {
                context.Defect(MimeDefect.MboxFromLine);
            }
            else if (UsualFieldFollows(scanner))
            {
                context.Defect(IsMboxLine(line) ? MimeDefect.MboxFromLine : MimeDefect.InvalidHeader);
            }
            else
            {
                context.Defect(fields.Count == 0 ? MimeDefect.NoHeader : MimeDefect.MissingSeparator);
                scanner.Unread();
                ended = true;
            }
        }

        context.Did(scanner.Next - from);
        return Decoded(fields, context);
    }

    private static HeaderBlock Decoded(List<RawField> fields, MimeContext context)
    {
        // What a header means by its bytes beyond ASCII is guessed from what the same header says of the body.
        var declared = new Lazy<Encoding>(() =>
            fields.Find(field => field.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)) is { } type
                && ParameterList.Parse(Encoding.Latin1.GetString(type.Bytes), context).Get("charset") is { } charset
                ? Charsets.Find(charset, context) ?? Charsets.Turkish
                : Charsets.Turkish);
        var decoded = new List<MailHeader>(fields.Count);
        foreach (var field in fields)
        {
            var bytes = field.Bytes;
            string value;
            if (Charsets.StrictUtf8(bytes) is { } utf8)
            {
                value = utf8;
            }
            else
            {
                context.Defect(MimeDefect.HeaderEightBit);
                value = declared.Value is UTF8Encoding ? Charsets.Turkish.GetString(bytes) : declared.Value.GetString(bytes);
            }

            if (value.Contains('\0', StringComparison.Ordinal))
            {
                context.Defect(MimeDefect.NulBytes);
                value = value.Replace("\0", "", StringComparison.Ordinal);
            }

            decoded.Add(new MailHeader(field.Name, value.Replace('\t', ' ').Trim(' ')));
        }

        return new HeaderBlock(decoded);
    }

    private static string? NameOf(ReadOnlySpan<byte> line)
    {
        var colon = line[..Math.Min(line.Length, LongestName)].IndexOf((byte)':');
        if (colon <= 0) return null;
        // Some senders put blanks before the colon; RFC 5322 calls that obsolete, not wrong.
        var name = line[..colon].TrimEnd(" \t"u8);
        return name.IsEmpty || name.IndexOfAnyExcept(NameBytes) >= 0 ? null : Encoding.ASCII.GetString(name);
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0;

    private static bool IsMboxLine(ReadOnlySpan<byte> line) => line.StartsWith("From "u8) || line.StartsWith(">From "u8);

    private static bool HeaderGoesOn(LineScanner ahead) => ahead.Read() && !ahead.Line.IsEmpty && (ahead.Line[0] is (byte)' ' or (byte)'\t' ? !IsBlank(ahead.Line) : NameOf(ahead.Line) is not null);

    private static bool UsualFieldFollows(LineScanner ahead) => ahead.Read() && NameOf(ahead.Line) is { } name && Usual.Contains(name);

    private sealed class RawField(string name)
    {
        private readonly ArrayBufferWriter<byte> _value = new(64);

        public string Name { get; } = name;

        public ReadOnlySpan<byte> Bytes => _value.WrittenSpan;

        public bool Append(ReadOnlySpan<byte> line, int most)
        {
            var room = Math.Min(line.Length, most - _value.WrittenCount);
            if (room > 0) _value.Write(line[..room]);
            return room == line.Length;
        }
    }
}
