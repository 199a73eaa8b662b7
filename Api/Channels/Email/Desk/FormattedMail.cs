using System.Collections.Immutable;
using AngleSharp.Html;
using ContactHub.Conversations;
using ContactHub.Files;

namespace ContactHub.Email;

/// <summary>
/// A mail's sanitised HTML as a page of its own for a frame without any rights: pictures of the mail are in the page, since such a frame may fetch nothing as
/// anybody, and those of elsewhere are there only when they were asked for.
/// </summary>
internal static class FormattedMail
{
    /// <summary>Pictures of the mail together, in bytes; the rest can be opened as attachments.</summary>
    private const long MostPictures = 12 * 1024 * 1024;

    private const string Look =
        "html{color-scheme:light}body{margin:12px;background:#fff;color:#1a1a1a;font:15px/1.5 system-ui,'Segoe UI',Roboto,Arial,sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}";

    /// <summary>What the page may do: show itself.</summary>
    /// <param name="remote">Whether pictures from elsewhere were asked for.</param>
    public static string Policy(bool remote) =>
        $"default-src 'none'; style-src 'unsafe-inline'; img-src data:{(remote ? " https:" : "")}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

    /// <param name="html">From <see cref="HtmlSanitizer"/>.</param>
    public static async Task<string> Page(string html, ImmutableArray<Attachment> attachments, bool remote, FileStore files, CancellationToken ct)
    {
        if (HtmlTree.Parse(html) is not { Body: { } body }) return Framed(HtmlText.ToHtml(HtmlText.From(html)));
        var left = MostPictures;
        foreach (var image in body.QuerySelectorAll("img"))
        {
            if (image.GetAttribute(HtmlSanitizer.ContentIdAttribute) is { } id && Picture(attachments, id) is { } picture && picture.Size <= left && await files.Read(picture.Id, ct) is { } bytes)
            {
                left -= bytes.Length;
                image.SetAttribute("src", $"data:{picture.ContentType};base64,{Convert.ToBase64String(bytes)}");
            }
            else if (remote && image.GetAttribute(HtmlSanitizer.RemoteImageAttribute) is { } address)
            {
                image.SetAttribute("src", address);
            }
        }

        await using var written = new StringWriter();
        foreach (var child in body.ChildNodes) child.ToHtml(written, HtmlMarkupFormatter.Instance);
        return Framed(written.ToString());
    }

    private static Attachment? Picture(ImmutableArray<Attachment> attachments, string id) => attachments.IsDefault ? null
        : attachments.FirstOrDefault(file => string.Equals(file.ContentId, id, StringComparison.OrdinalIgnoreCase) && FileAnswer.IsPicture(file));

    private static string Framed(string body) => $"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\"><style>{Look}</style></head><body>{body}</body></html>\n";
}
