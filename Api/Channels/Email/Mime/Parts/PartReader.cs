namespace ContactHub.Email;

/// <summary>
/// Cuts a mail into its parts (RFC 2046 section 5.1) in one pass: a line is looked at once, however deep the multiparts lie. Containers such as
/// message/rfc822 stay as they are; nothing of them is shown as the text of this mail.
/// </summary>
internal static class PartReader
{
    private const string Plain = "text/plain";

    public static MimePart Read(ReadOnlyMemory<byte> bytes, MimeContext context, int depth)
    {
        var scanner = new LineScanner(bytes);
        var part = ReadPart(ref scanner, new BoundaryStack(), context, depth, Plain);
        context.Did(bytes.Length);
        if (scanner.BareCarriageReturn) context.Defect(MimeDefect.BareCarriageReturn);
        if (scanner.Mixed) context.Defect(MimeDefect.MixedLineEnds);
        return part;
    }

    private static MimePart ReadPart(ref LineScanner scanner, BoundaryStack boundaries, MimeContext context, int depth, string fallback)
    {
        context.Parts++;
        var headers = HeaderReader.Read(ref scanner, boundaries, context);
        var type = TypeOf(headers, fallback, context);
        var disposition = headers.First("Content-Disposition") is { } value ? ParameterList.Parse(value, context) : null;
        var part = new MimePart(headers, type, disposition, EncodingOf(headers), default, []);
        if (!part.IsMultipart) return part with { Body = ReadBody(ref scanner, boundaries) };
        if (depth >= context.Limits.Depth)
        {
            context.Defect(MimeDefect.TooDeep);
            return part with { Body = ReadBody(ref scanner, boundaries) };
        }

        return ReadMultipart(ref scanner, boundaries, context, depth, part);
    }

    private static MimePart ReadMultipart(ref LineScanner scanner, BoundaryStack boundaries, MimeContext context, int depth, MimePart part)
    {
        var from = scanner.Next;
        var boundary = part.Type.Get("boundary");
        if (string.IsNullOrWhiteSpace(boundary))
        {
            context.Defect(MimeDefect.MissingBoundary);
            boundary = BoundaryGuess.From(scanner, boundaries);
            if (boundary is null) return part with { Body = ReadBody(ref scanner, boundaries) };
        }

        var children = ReadChildren(ref scanner, boundaries, context, depth, part, boundary);
        if (children is not null) return part with { Children = children };

        // The scanner stands behind the body, in which no line was the boundary.
        var whole = part with { Body = scanner.Bytes[from..Math.Max(from, BodyEnd(scanner, from))] };
        if (part.Encoding is "base64" or "quoted-printable")
        {
            context.Defect(MimeDefect.EncodedMultipart);
            var inner = PartDecoder.Decode(whole, context);
            var reader = new LineScanner(inner);
            var found = ReadChildren(ref reader, new BoundaryStack(), context, depth, part, boundary);
            if (found is not null) return part with { Children = found, Encoding = "" };
        }

        context.Defect(MimeDefect.BoundaryNotFound);
        var again = new LineScanner(whole.Body);
        if (BoundaryGuess.From(again, new BoundaryStack()) is { } guess && ReadChildren(ref again, new BoundaryStack(), context, depth, part, guess) is { } guessed)
            return part with { Children = guessed };
        return whole;
    }

    /// <returns>Null when no line was the boundary.</returns>
    private static List<MimePart>? ReadChildren(
        ref LineScanner scanner, BoundaryStack boundaries, MimeContext context, int depth, MimePart part, string boundary)
    {
        var fallback = part.MediaType == "multipart/digest" ? "message/rfc822" : Plain;
        var children = new List<MimePart>();
        var own = boundaries.Count;
        boundaries.Push(boundary);
        var (seen, closed) = (false, false);
        // Lines before the first boundary and behind the last are not for people; but some mails go on behind a "last" that was not.
        while (scanner.Read())
        {
            var index = boundaries.Find(scanner.Line, out var last);
            if (index < 0) continue;
            if (index < own)
            {
                scanner.Unread();
                break;
            }

            seen = true;
            closed = last;
            if (last) continue;
            if (context.Parts >= context.Limits.Parts) context.Defect(MimeDefect.TooManyParts);
            else children.Add(ReadPart(ref scanner, boundaries, context, depth + 1, fallback));
        }

        boundaries.Pop();
        if (!seen) return null;
        if (!closed) context.Defect(MimeDefect.MissingEndBoundary);
        if (children.Count == 0) context.Defect(MimeDefect.EmptyMultipart);
        return children;
    }

    /// <summary>The bytes up to the next boundary; the line end before it belongs to the boundary.</summary>
    private static ReadOnlyMemory<byte> ReadBody(ref LineScanner scanner, BoundaryStack boundaries)
    {
        var from = scanner.Next;
        if (boundaries.Count == 0)
        {
            while (scanner.Read())
            {
            }

            return scanner.Bytes[from..];
        }

        var end = from;
        while (scanner.Read())
        {
            if (boundaries.Find(scanner.Line, out _) >= 0)
            {
                scanner.Unread();
                return scanner.Bytes[from..end];
            }

            end = scanner.End;
        }

        return scanner.Bytes[from..];
    }

    private static int BodyEnd(in LineScanner scanner, int from) => Math.Max(from, scanner.Next);

    private static ParameterList TypeOf(HeaderBlock headers, string fallback, MimeContext context)
    {
        if (headers.First("Content-Type") is not { } value) return ParameterList.Parse(fallback, context);
        var type = ParameterList.Parse(value, context);
        var slash = type.Head.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && slash < type.Head.Length - 1) return type;
        context.Defect(MimeDefect.InvalidContentType);
        return type.Head switch
        {
            "text" or "" => type.WithHead(Plain),
            "html" => type.WithHead("text/html"),
            "multipart" or "multipart/" => type.WithHead("multipart/mixed"),
            _ => type.WithHead(type.Get("boundary") is null ? "application/octet-stream" : "multipart/mixed"),
        };
    }

    private static string EncodingOf(HeaderBlock headers)
    {
        var value = headers.First("Content-Transfer-Encoding") ?? "";
        var end = value.AsSpan().IndexOfAny(";( ");
        return (end < 0 ? value : value[..end]).Trim('"', '\'').ToLowerInvariant();
    }
}
