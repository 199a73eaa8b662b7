using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ContactHub.Intake;

namespace ContactHub.Email;

/// <summary>
/// Writes mail (RFC 5322, 2045 to 2047, 2231): in ASCII but for addresses that need RFC 6532, lines of at most 998 bytes ended by CR LF. What
/// <see cref="MimeReader"/> reads out of it is what was given, without defects.
/// </summary>
public static class MimeWriter
{
    /// <summary>Marks all mail of the hub, so that it is known when it comes back.</summary>
    public const string OwnMark = "X-ContactHub-Mail";

    /// <summary>The line above a signature, by which readers know it (RFC 3676 section 4.3).</summary>
    public const string SignatureMark = "-- ";

    /// <exception cref="ArgumentException">An address isn't one; see <see cref="OutgoingAddress"/>.</exception>
    public static byte[] Write(OutgoingMail mail)
    {
        var (text, signature) = (Clean(mail.Text), mail.Signature is { Length: > 0 } given ? Clean(given) : null);
        using var written = new MemoryStream();
        written.Write(Header(mail).ToBytes());
        var images = mail.Files.Where(file => file.IsShown).ToImmutableArray();
        var html = OutgoingPart.Text("text/html", AgentHtml.Of(text, images, signature));
        OutgoingPart shown = images.IsEmpty ? html : new Multipart("related", [html, .. images.Select(OutgoingPart.File)]);
        OutgoingPart body = new Multipart("alternative", [OutgoingPart.Text("text/plain", signature is null ? text : $"{text.TrimEnd('\n')}\n\n{SignatureMark}\n{signature}\n"), shown]);
        var files = mail.Files.Where(file => !file.IsShown).ToImmutableArray();
        Write(written, files.IsEmpty ? body : new Multipart("mixed", [body, .. files.Select(OutgoingPart.File)]), SourceKeys.Hash(mail.MessageId), "0");
        return written.ToArray();
    }

    private static string Clean(string text) => string.Concat(text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c)));

    private static HeaderWriter Header(OutgoingMail mail)
    {
        var header = new HeaderWriter()
            .Date("Date", mail.Date)
            .Addresses("From", [mail.From])
            .Addresses("Reply-To", [mail.From with { Address = mail.ReplyTo }])
            .Addresses("To", mail.To)
            .Addresses("Cc", mail.Cc)
            .Unstructured("Subject", mail.Subject)
            .Ids("Message-ID", [mail.MessageId])
            .Ids("In-Reply-To", mail.InReplyTo is { } answered ? [answered] : [])
            .Ids("References", mail.References)
            .Field(OwnMark, mail.IsAutomatic ? "automatic" : "answer");
        if (mail.IsAutomatic) header.Field("Auto-Submitted", "auto-replied").Field("X-Auto-Response-Suppress", "All");
        return header.Field("MIME-Version", "1.0");
    }

    /// <param name="place">Of the part in the whole: no boundary begins like another. <c>=_</c> is neither base64 nor quoted-printable, so no body can hold one.</param>
    private static void Write(Stream written, OutgoingPart part, string mail, string place)
    {
        switch (part)
        {
            case Leaf leaf:
                written.Write(leaf.Fields);
                written.Write("\r\n"u8);
                written.Write(leaf.Body);
                break;
            case Multipart many:
                var boundary = $"=_{place}_{mail}";
                written.Write(new HeaderWriter().Parameters("Content-Type", "multipart/" + many.Kind, ("boundary", boundary)).ToBytes());
                for (var i = 0; i < many.Parts.Length; i++)
                {
                    written.Write(Encoding.ASCII.GetBytes($"\r\n--{boundary}\r\n"));
                    Write(written, many.Parts[i], mail, string.Create(CultureInfo.InvariantCulture, $"{place}.{i}"));
                }

                written.Write(Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n"));
                break;
        }
    }
}
