using System.Collections.Immutable;

namespace ContactHub.Email;

/// <summary>Puts together what header and parts say.</summary>
internal static class MailAssembly
{
    /// <summary>Fields that may stand in a header once (RFC 5322 section 3.6). Of several, the first that says something counts; recipients are added up.</summary>
    private static readonly string[] Once =
        ["From", "Sender", "Reply-To", "To", "Cc", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"];

    public static ParsedMail Assemble(MimePart root, MailParts contents, MimeContext context)
    {
        var headers = root.Headers;
        foreach (var name in Once)
        {
            if (headers.All(name).Skip(1).Any()) context.Defect(MimeDefect.DuplicateHeader);
        }

        var from = All(headers, "From", context);
        if (from.Length > 1) context.Defect(MimeDefect.SeveralFrom);
        if (from.IsEmpty)
        {
            context.Defect(MimeDefect.MissingFrom);
            from = All(headers, "Sender", context);
        }

        var subject = headers.First("Subject") is { } raw ? OneLine(EncodedWords.Decode(raw, context)) : contents.Subject;
        var bounce = DeliveryReport.Read(root, context) ?? PlainBounce.Read(headers, from.FirstOrDefault(), subject, contents, context);
        return new ParsedMail(
            headers.First("Message-ID") is { } id ? MessageIds.Parse(id, context).FirstOrDefault() : null,
            headers.First("In-Reply-To") is { } reply ? MessageIds.Parse(reply, context).FirstOrDefault() : null,
            headers.First("References") is { } references ? MessageIds.Parse(references, context) : [],
            from.FirstOrDefault(),
            All(headers, "To", context),
            All(headers, "Cc", context),
            All(headers, "Reply-To", context),
            subject,
            headers.First("Date") is { } date ? MailDate.Parse(date, context) : null,
            contents.Text,
            contents.Html,
            contents.Attachments,
            AutomaticMail.KindOf(root, from.FirstOrDefault(), bounce is not null),
            bounce,
            [.. headers.Fields.Select(field => field with { Value = EncodedWords.Decode(field.Value, context) })],
            context.Defects);
    }

    private static ImmutableArray<MailAddress> All(HeaderBlock headers, string name, MimeContext context) =>
        [.. headers.All(name).SelectMany(value => AddressList.Parse(value, context)).Take(context.Limits.Addresses)];

    private static string OneLine(string text) => string.Create(text.Length, text, (span, from) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = char.IsControl(from[i]) ? ' ' : from[i];
    }).Trim();
}
