using System.Collections.Immutable;

namespace ContactHub.Email;

/// <summary>
/// Reads mail as it occurs (RFC 5322, 2045 to 2047, 2231, 3676 and what senders make of them). Every sequence of bytes is a mail: nothing throws,
/// the time grows with the length, and each thing that is wrong is a code in <see cref="ParsedMail.Defects"/>. Docs: docs/email.md.
/// </summary>
public static class MimeReader
{
    /// <param name="raw">The mail as it came, headers first.</param>
    /// <param name="limits">Null for <see cref="MimeLimits.Default"/>.</param>
    public static ParsedMail Read(ReadOnlyMemory<byte> raw, MimeLimits? limits = null) => Read(raw, new MimeContext(limits ?? MimeLimits.Default));

    internal static ParsedMail Read(ReadOnlyMemory<byte> raw, MimeContext context)
    {
        var bytes = WithoutLead(raw, context);
        if (bytes.IsEmpty) context.Defect(MimeDefect.Empty);
        if (raw.Span.Contains((byte)0)) context.Defect(MimeDefect.NulBytes);
        var root = PartReader.Read(bytes, context, depth: 0);
        var contents = new MailContents(context);
        contents.Add(root);
        return MailAssembly.Assemble(root, contents.Finish(), context);
    }

    /// <summary>Mail that was saved by hand begins with a byte order mark or empty lines.</summary>
    private static ReadOnlyMemory<byte> WithoutLead(ReadOnlyMemory<byte> raw, MimeContext context)
    {
        if (raw.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            context.Defect(MimeDefect.ByteOrderMark);
            raw = raw[3..];
        }

        var start = raw.Span.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        if (start == 0 || raw.IsEmpty) return raw;
        context.Defect(MimeDefect.LeadingBlankLines);
        return start < 0 ? default : raw[start..];
    }
}
