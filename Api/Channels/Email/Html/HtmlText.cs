using System.Collections.Frozen;
using System.Net;
using System.Text;
using AngleSharp.Dom;

namespace ContactHub.Email;

/// <summary>The words of an HTML mail: blocks on lines of their own, lists with dashes, table cells apart, addresses of links behind their text.</summary>
public static class HtmlText
{
    private static readonly FrozenSet<string> Blocks = new[]
    {
        "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "ol", "pre", "section", "table", "tr", "ul", "caption",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Unseen =
        new[] { "head", "title", "script", "style", "template", "noscript", "svg", "math", "object", "iframe", "select", "textarea", "audio", "video", "canvas" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Plain text of a HTML text, lines ended by \n. It never fails.</summary>
    public static string From(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        return HtmlTree.Parse(html) is { } document ? FromNode(document.DocumentElement) : Stripped(html);
    }

    internal static string From(string html, MimeContext context)
    {
        context.Did(html.Length);
        if (HtmlTree.Parse(html) is { } document) return FromNode(document.DocumentElement);
        context.Defect(MimeDefect.HtmlTooComplex);
        return Stripped(html);
    }

    /// <summary>HTML that shows a plain text as it is.</summary>
    public static string ToHtml(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return WebUtility.HtmlEncode(text).Replace("\n", "<br>\n", StringComparison.Ordinal);
    }

    internal static string FromNode(INode root)
    {
        var writer = new TextLines();
        Write(root, writer, preformatted: false);
        return writer.ToString();
    }

    private static void Write(INode node, TextLines writer, bool preformatted)
    {
        if (node is IText text)
        {
            writer.Text(text.Data, preformatted);
            return;
        }

        if (node is not IElement element)
        {
            return;
        }

        var name = element.LocalName;
        if (Unseen.Contains(name)) return;
        if (name == "br") writer.Break();
        if (name == "img" && element.GetAttribute("alt") is { Length: > 0 } alt) writer.Text($"[{alt}]", preformatted: false);
        var (block, paragraph) = (Blocks.Contains(name), name == "p");
        if (block) writer.Block();
        if (paragraph) writer.Paragraph();
        if (name is "td" or "th") writer.Text(" ", preformatted: false);
        if (name == "li") writer.Text("- ", preformatted: false);
        if (name == "hr") writer.Text("---", preformatted: false);
        foreach (var child in element.ChildNodes) Write(child, writer, preformatted || name == "pre");
        if (name == "a") Link(element, writer);
        if (block) writer.Block();
        if (paragraph) writer.Paragraph();
    }

    private static void Link(IElement element, TextLines writer)
    {
        var target = element.GetAttribute("href")?.Trim() ?? "";
        if (!target.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !target.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) return;
        var shown = element.TextContent.Trim();
        if (shown.Length > 0 && !target.Contains(shown, StringComparison.OrdinalIgnoreCase)) writer.Text($" <{target}>", preformatted: false);
    }

    /// <summary>Without a tree: tags out, entities decoded, in one pass.</summary>
    private static string Stripped(string html)
    {
        var text = new StringBuilder();
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0) open = html.Length;
            text.Append(html, at, open - at);
            var close = open < html.Length ? html.IndexOf('>', open) : -1;
            if (close < 0) break;
            if (IsNamed(html, open, "script") || IsNamed(html, open, "style"))
            {
                var end = html.IndexOf(IsNamed(html, open, "script") ? "</script" : "</style", close, StringComparison.OrdinalIgnoreCase);
                close = end < 0 ? html.Length - 1 : Math.Max(end, html.IndexOf('>', end));
            }

            if (text.Length > 0 && text[^1] != '\n') text.Append(IsNamed(html, open, "br") || IsNamed(html, open, "p") || IsNamed(html, open, "div") || IsNamed(html, open, "tr") ? '\n' : ' ');
            at = close + 1;
        }

        var writer = new TextLines();
        writer.Text(WebUtility.HtmlDecode(text.ToString()), preformatted: true);
        return writer.ToString();
    }

    private static bool IsNamed(string html, int open, string name) =>
        html.AsSpan(open + 1).StartsWith(name, StringComparison.OrdinalIgnoreCase) && (open + 1 + name.Length >= html.Length || !char.IsAsciiLetterOrDigit(html[open + 1 + name.Length]));
}
