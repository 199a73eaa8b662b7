using AngleSharp.Dom;

namespace ContactHub.Email;

/// <summary>A HTML mail's words, apart from what it quotes; neither side is sanitised yet.</summary>
/// <param name="Reply">What the sender wrote. The whole when the mail is only a quotation.</param>
/// <param name="Quoted">What was taken out of it, or empty.</param>
public sealed record QuotedHtmlText(string Reply, string Quoted);

/// <summary>Finds quotations by the elements that mail programs put around them.</summary>
public static class QuotedHtml
{
    /// <summary>Elements that are the quotation.</summary>
    private const string Around = "div.gmail_quote, blockquote[type=cite], div.yahoo_quoted, #OLK_SRC_BODY_SECTION, div.moz-cite-prefix, div.protonmail_quote, div.gmail_extra > blockquote, div[name=quoted-content]";

    /// <summary>Elements behind which everything is.</summary>
    private const string Before = "#divRplyFwdMsg, #appendonsend, hr#stopSpelling, div.WordSection1 div[style*='border-top:solid'], div#mail-editor-reference-message-container";

    public static QuotedHtmlText Split(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (HtmlTree.Parse(html) is not { Body: { } body }) return new QuotedHtmlText(html, "");
        var quoted = new List<string>();
        foreach (var mark in body.QuerySelectorAll(Before))
        {
            if (mark.Owner is null || !body.Contains(mark) || (mark.LocalName == "div" && mark.Id is null && !StartsWithHeader(mark))) continue;
            TakeFrom(mark, body, quoted);
        }

        foreach (var element in body.QuerySelectorAll(Around))
        {
            if (!body.Contains(element)) continue;
            TakeIntroduction(element, quoted);
            quoted.Add(element.OuterHtml);
            element.Remove();
        }

        if (quoted.Count == 0) return new QuotedHtmlText(html, "");
        // A mail that is only a quotation (a forward) is shown.
        var empty = string.IsNullOrWhiteSpace(HtmlText.FromNode(body)) && body.QuerySelector("img") is null;
        return empty ? new QuotedHtmlText(html, "") : new QuotedHtmlText(body.InnerHtml.Trim(), string.Join('\n', quoted));
    }

    /// <summary>Outlook's line with a header below it.</summary>
    private static bool StartsWithHeader(IElement element)
    {
        var lines = HtmlText.FromNode(element).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > 0 && QuoteMarks.IsFromLine(lines[0]) && lines.Count(QuoteMarks.IsHeaderLine) >= 3;
    }

    private static void TakeFrom(IElement mark, IElement body, List<string> quoted)
    {
        INode node = mark;
        while (node != body && node.Parent is { } parent)
        {
            for (var next = node == mark ? node : node.NextSibling; next is not null;)
            {
                var following = next.NextSibling;
                quoted.Add(next is IElement element ? element.OuterHtml : next is IText text ? HtmlText.ToHtml(text.Data) : "");
                parent.RemoveChild(next);
                next = following;
            }

            node = parent;
        }
    }

    /// <summary>"... tarihinde ... şunu yazdı:" right before the quotation.</summary>
    private static void TakeIntroduction(IElement element, List<string> quoted)
    {
        INode? before = element.PreviousSibling;
        while (before is IText { Data: var blank } && string.IsNullOrWhiteSpace(blank) || before is IElement { LocalName: "br" }) before = before.PreviousSibling;
        if (before is null) return;
        var lines = HtmlText.FromNode(before).Split('\n');
        if (lines.Length > 4 || QuoteMarks.IntroductionLines(lines, 0) != lines.Length) return;
        quoted.Add(before is IElement introduction ? introduction.OuterHtml : HtmlText.ToHtml(before.TextContent));
        before.Parent!.RemoveChild(before);
    }
}
