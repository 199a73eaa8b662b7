namespace ContactHub.Email;

/// <summary>Undoes Content-Transfer-Encoding.</summary>
internal static class PartDecoder
{
    /// <returns>The bytes; none, with a defect, when they would be more than a mail may have in all.</returns>
    public static ReadOnlyMemory<byte> Decode(MimePart part, MimeContext context)
    {
        context.Did(part.Body.Length);
        if (!context.Take(part.Body.Length)) return default;
        switch (part.Encoding)
        {
            case "" or "7bit" or "8bit" or "binary" or "7-bit" or "8-bit":
                return part.Body;
            case "base64" or "b" or "base-64":
                var (base64, badBase64) = Base64Decoder.Decode(part.Body.Span);
                if (badBase64) context.Defect(MimeDefect.InvalidBase64);
                return base64;
            case "quoted-printable" or "q" or "quotedprintable":
                var (quoted, badQuoted) = QuotedPrintableDecoder.Decode(part.Body.Span);
                if (badQuoted) context.Defect(MimeDefect.InvalidQuotedPrintable);
                return quoted;
            case "x-uuencode" or "x-uue" or "uuencode" or "uue":
                if (InlineFiles.Extract(part.Body, context).Files is [var file, ..]) return file.Content;
                context.Defect(MimeDefect.InvalidUuencode);
                return part.Body;
            default:
                context.Defect(MimeDefect.UnknownTransferEncoding);
                return part.Body;
        }
    }
}
