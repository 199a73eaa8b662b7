using System.Collections.Immutable;
using ContactHub.Files;

namespace ContactHub.Email;

/// <summary>What was found for people to read, and what comes with it.</summary>
internal sealed record MailParts(string? Text, string? Html, string? Subject, ImmutableArray<MailAttachment> Attachments);

/// <summary>Walks through the parts of a mail and sorts them into text, HTML and attachments.</summary>
internal sealed class MailContents(MimeContext context)
{
    private readonly List<MailAttachment> _attachments = [];
    private readonly List<Piece> _pieces = [];
    private string? _subject;
    private bool _hasBody;

    /// <summary>Either side may be missing; both are the same words.</summary>
    private sealed record Piece(string? Text, string? Html);

    public void Add(MimePart root)
    {
        if (Visit(root, related: false, depth: 0) is { } piece) _pieces.Add(piece);
    }

    public MailParts Finish()
    {
        var whole = Joined(_pieces);
        var named = HtmlReferences.In(whole?.Html);
        var attachments = _attachments.Select(attachment => attachment with { Inline = attachment.Inline || named.Name(attachment) });
        var text = whole is { Text: null, Html: { } html } ? HtmlText.From(html, context) : whole?.Text;
        return new MailParts(text, whole?.Html, _subject, [.. attachments]);
    }

    private Piece? Visit(MimePart part, bool related, int depth)
    {
        if (!part.IsMultipart || part.Children.Count == 0) return Leaf(part, related, depth);
        switch (part.MediaType)
        {
            case "multipart/alternative":
                var forms = part.Children.Select(child => Visit(child, related, depth)).OfType<Piece>().ToList();
                // The last form is the richest (RFC 2046 section 5.1.4), the first that is plain the plainest.
                return forms.Count == 0 ? null : new Piece(forms.Find(form => form.Text is not null)?.Text, forms.FindLast(form => form.Html is not null)?.Html);
            case "multipart/related":
                var root = RelatedRoot(part);
                var piece = Visit(root, related: false, depth);
                foreach (var child in part.Children)
                {
                    if (child != root && Visit(child, related: true, depth) is { } more) piece = piece is null ? more : Joined([piece, more]);
                }

                return piece;
            case "multipart/encrypted":
                context.Defect(MimeDefect.Encrypted);
                break;
        }

        return Joined([.. part.Children.Select(child => Visit(child, related, depth)).OfType<Piece>()]);
    }

    private static MimePart RelatedRoot(MimePart part)
    {
        var start = part.Type.Get("start")?.Trim('<', '>', ' ');
        var named = start is null ? null : part.Children.FirstOrDefault(child => child.Headers.First("Content-ID")?.Trim('<', '>', ' ') == start);
        return named ?? part.Children[0];
    }

    private Piece? Leaf(MimePart part, bool related, int depth)
    {
        if (part.IsMultipart && part.Body.IsEmpty) return null;
        var bytes = PartDecoder.Decode(part, context);
        var name = PartNames.Of(part);
        switch (part.MediaType)
        {
            case "application/ms-tnef" or "application/vnd.ms-tnef":
                return Tnef(part, bytes, name, depth);
            case "application/pkcs7-mime" or "application/x-pkcs7-mime":
                Attach(part, bytes, name, related);
                return Signed(bytes, depth);
            case "application/octet-stream" when TnefReader.HasSignature(bytes.Span):
                return Tnef(part, bytes, name, depth);
        }

        if (!IsBody(part, name))
        {
            Attach(part, bytes, name, related);
            return null;
        }

        _hasBody = true;
        if (part.MediaType == "text/html") return new Piece(null, TextPart.Decode(bytes.Span, part, context));
        var (rest, files) = InlineFiles.Extract(bytes, context);
        foreach (var file in files) Add(new MailAttachment(FileNames.Clean(file.Name), "application/octet-stream", file.Content.Length, false, null, null, file.Content));
        return new Piece(TextPart.Plain(TextPart.Decode(rest.Span, part, context), part), null);
    }

    private Piece? Tnef(MimePart part, ReadOnlyMemory<byte> bytes, string? name, int depth)
    {
        var tnef = TnefReader.Read(bytes, context, depth);
        foreach (var attachment in tnef?.Attachments ?? []) Add(attachment);
        // What could not be read, or not to its end, stays as it came.
        if (tnef is not { IsWhole: true }) Attach(part, bytes, name, related: false);
        if (tnef is null) return null;
        _subject ??= tnef.Subject;
        return _hasBody || (tnef.Text is null && tnef.Html is null) ? null : new Piece(tnef.Text, tnef.Html);
    }

    private Piece? Signed(ReadOnlyMemory<byte> bytes, int depth)
    {
        if (depth >= context.Limits.Depth)
        {
            context.Defect(MimeDefect.TooDeep);
            return null;
        }

        return SmimeContent.Open(bytes, context) is { } inner ? Visit(PartReader.Read(inner, context, depth + 1), related: false, depth + 1) : null;
    }

    private bool IsBody(MimePart part, string? name)
    {
        if (part.Disposition?.Head == "attachment") return false;
        return part.MediaType switch
        {
            "text/plain" or "text/html" => name is null || !_hasBody,
            "text/calendar" or "text/vcard" or "text/x-vcard" or "text/directory" or "text/rfc822-headers" or "text/csv" or "text/rtf" or "text/xml" => false,
            var other => other.StartsWith("text/", StringComparison.Ordinal) && name is null,
        };
    }

    private void Attach(MimePart part, ReadOnlyMemory<byte> bytes, string? name, bool related)
    {
        var id = part.Headers.First("Content-ID")?.Trim(' ', '<', '>');
        var location = part.Headers.First("Content-Location")?.Trim();
        var inline = part.Disposition?.Head == "inline" || (related && part.Disposition is null && (id is not null || location is not null));
        Add(new MailAttachment(name, part.MediaType, bytes.Length, inline, string.IsNullOrEmpty(id) ? null : id, location, bytes));
    }

    private void Add(MailAttachment attachment)
    {
        if (_attachments.Count >= context.Limits.Attachments) context.Defect(MimeDefect.TooManyAttachments);
        else _attachments.Add(attachment);
    }

    /// <summary>Pieces that follow each other, such as a mail and the footer of its mailing list.</summary>
    private Piece? Joined(IReadOnlyList<Piece> pieces)
    {
        if (pieces.Count <= 1) return pieces is [var only] ? only : null;
        var html = pieces.Any(piece => piece.Html is not null);
        return new Piece(
            html && pieces.All(piece => piece.Text is null) ? null : string.Join('\n', pieces.Select(piece => (piece.Text ?? HtmlText.From(piece.Html!, context)).TrimEnd('\n')).Where(text => text.Length > 0)),
            html ? string.Join("\n<br>\n", pieces.Select(piece => piece.Html ?? HtmlText.ToHtml(piece.Text!)).Where(text => text.Length > 0)) : null);
    }
}
