using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ContactHub.Email;

/// <summary>The HTML of a mail that was written as plain text. All of the text is escaped: nothing that an agent pastes becomes markup.</summary>
internal static partial class AgentHtml
{
    private const string Look = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:15px;line-height:1.5";

    /// <param name="images">Shown below the text, by content id.</param>
    /// <param name="signature">Below the pictures; null for none.</param>
    public static string Of(string text, IEnumerable<OutgoingFile> images, string? signature = null)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head>\n").Append("<body><div style=\"").Append(Look).Append("\">\n");
        foreach (var paragraph in Blank().Split(text.Trim('\n')))
            html.Append("<p>").Append(Lines(paragraph)).Append("</p>\n");
        foreach (var image in images)
            html.Append("<p><img src=\"cid:").Append(Escape(EncodedWordWriter.Clean(image.ContentId!))).Append("\" alt=\"").Append(Escape(EncodedWordWriter.Clean(image.Name))).Append("\"></p>\n");
        if (signature is not null)
            html.Append("<div style=\"color:#5c6670\">").Append(MimeWriter.SignatureMark).Append("<br>\n").Append(Lines(signature)).Append("</div>\n");
        return html.Append("</div></body></html>\n").ToString();
    }

    private static string Lines(string text) => string.Join("<br>\n", text.Split('\n').Select(Linked));

    private static string Linked(string line)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (var link in Address().EnumerateMatches(line))
        {
            var address = Escape(line.Substring(link.Index, link.Length));
            html.Append(Escape(line[at..link.Index])).Append("<a href=\"").Append(address).Append("\">").Append(address).Append("</a>");
            at = link.Index + link.Length;
        }

        return html.Append(Escape(line[at..])).ToString();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex(@"\n[ \t]*\n+", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();

    /// <summary>Without what ends the sentence around it.</summary>
    [GeneratedRegex("""\bhttps?://[^\s<>"']+[^\s<>"'.,;:!?)\]]""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
