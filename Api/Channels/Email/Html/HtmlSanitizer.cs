using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using AngleSharp.Dom;

namespace ContactHub.Email;

/// <summary>HTML that may be shown.</summary>
/// <param name="Html">A fragment for the inside of an element.</param>
/// <param name="RemoteImages">How many images would be fetched from elsewhere; each has its address in <see cref="HtmlSanitizer.RemoteImageAttribute"/> and no src.</param>
/// <param name="ContentIds">The parts of the mail that images show, as in <see cref="MailAttachment.ContentId"/>.</param>
/// <param name="Whole">False when the HTML was too complex to be looked through, and only its words are here.</param>
public sealed record SafeHtml(string Html, int RemoteImages, ImmutableArray<string> ContentIds, bool Whole);

/// <summary>
/// Makes mail HTML fit to be shown on the desk. The parsed tree is written anew from lists of what is allowed, so nothing gets through because
/// it was not known: no scripts, forms, frames, SVG or MathML, no ids and classes, no address but of the schemes below. Elements whose content
/// browsers read by other rules (style, textarea, noscript, xmp) are never written, so the result means the same when it is parsed again.
/// </summary>
public static class HtmlSanitizer
{
    /// <summary>Where a blocked image's address waits until somebody asks for the images.</summary>
    public const string RemoteImageAttribute = "data-remote-src";

    /// <summary>Names the part of the mail that an image shows.</summary>
    public const string ContentIdAttribute = "data-content-id";

    private static readonly FrozenSet<string> Allowed = new[]
    {
        "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "dfn",
        "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark",
        "nav", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr",
        "tt", "u", "ul", "var", "wbr",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Gone with all that is in them. The content of any other element that is not allowed stays.</summary>
    private static readonly FrozenSet<string> Dropped = new[]
    {
        "applet", "audio", "base", "canvas", "datalist", "embed", "frame", "frameset", "head", "iframe", "link", "math", "meta", "noembed", "noframes", "noscript", "object",
        "plaintext", "script", "select", "style", "svg", "template", "textarea", "title", "video", "xmp",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Void = new[] { "br", "col", "hr", "img", "wbr" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Attributes =
        new[] { "align", "alt", "bgcolor", "border", "cellpadding", "cellspacing", "color", "colspan", "datetime", "dir", "face", "height", "lang", "nowrap", "rowspan", "size", "span", "start", "title", "type", "valign", "width" }
        .ToFrozenSet(StringComparer.Ordinal);

    public static SafeHtml Sanitize(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (HtmlTree.Parse(html) is not { Body: { } body }) return new SafeHtml(HtmlText.ToHtml(HtmlText.From(html)), 0, [], Whole: false);
        var writer = new Writer();
        foreach (var child in body.ChildNodes) writer.Write(child);
        return writer.Result();
    }

    private sealed class Writer
    {
        private readonly StringBuilder _html = new();
        private readonly List<string> _ids = [];
        private int _remote;

        public SafeHtml Result() => new(_html.ToString(), _remote, [.. _ids.Distinct(StringComparer.Ordinal)], Whole: true);

        public void Write(INode node)
        {
            if (node is IText text) Escape(text.Data);
            if (node is not IElement element) return;
            var name = element.LocalName;
            // An element of another namespace is never the HTML one of the same name.
            if (Dropped.Contains(name) || element.NamespaceUri != NamespaceNames.HtmlUri) return;
            var written = Allowed.Contains(name);
            if (written) Open(element, name);
            foreach (var child in element.ChildNodes) Write(child);
            if (written && !Void.Contains(name)) _html.Append("</").Append(name).Append('>');
        }

        private void Open(IElement element, string name)
        {
            _html.Append('<').Append(name);
            foreach (var attribute in element.Attributes)
            {
                if (Attributes.Contains(attribute.Name)) Attribute(attribute.Name, attribute.Value);
            }

            if (element.GetAttribute("style") is { } style && StyleFilter.Filter(style) is { Length: > 0 } kept) Attribute("style", kept);
            if (name == "a" && SafeAddress.OfLink(element.GetAttribute("href")) is { } target)
            {
                Attribute("href", target);
                Attribute("target", "_blank");
                Attribute("rel", "noopener noreferrer");
            }

            if (name == "img") Image(element);
            _html.Append('>');
        }

        private void Image(IElement element)
        {
            var source = element.GetAttribute("src") ?? "";
            if (SafeAddress.ContentId(source) is { } id)
            {
                _ids.Add(id);
                Attribute(ContentIdAttribute, id);
            }
            else if (SafeAddress.OfRemoteImage(source) is { } remote)
            {
                _remote++;
                Attribute(RemoteImageAttribute, remote);
            }
        }

        private void Attribute(string name, string value)
        {
            _html.Append(' ').Append(name).Append("=\"");
            Escape(value);
            _html.Append('"');
        }

        private void Escape(string text)
        {
            foreach (var c in text)
            {
                _ = c switch
                {
                    '&' => _html.Append("&amp;"),
                    '<' => _html.Append("&lt;"),
                    '>' => _html.Append("&gt;"),
                    '"' => _html.Append("&quot;"),
                    '\'' => _html.Append("&#39;"),
                    // Old browsers end an attribute there.
                    '`' => _html.Append("&#96;"),
                    '\u00A0' => _html.Append("&nbsp;"),
                    '\t' or '\n' => _html.Append(c),
                    _ when char.IsControl(c) => _html,
                    _ => _html.Append(c),
                };
            }
        }
    }
}
