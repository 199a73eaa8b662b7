using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ContactHub.Email.Tests;

/// <summary>What must not be in sanitised HTML, looked for by parsing it again as a browser would: inside an element of a page, with and without scripting.</summary>
internal static class SanitizerFacts
{
    private static readonly string[] Elements =
        ["script", "style", "iframe", "frame", "object", "embed", "form", "input", "button", "textarea", "select", "svg", "math", "template", "noscript", "link", "meta", "base", "title", "xmp", "video", "audio"];

    public static IReadOnlyList<string> Violations(string html)
    {
        List<string> found = [];
        foreach (var scripting in new[] { false, true })
        {
            var document = new HtmlParser(new HtmlParserOptions { IsScripting = scripting }).ParseDocument($"<!doctype html><body><div id=frame>{html}</div><p id=after></p>");
            if (document.GetElementById("after")?.ParentElement?.LocalName != "body") found.Add("does not stay inside");
            foreach (var element in document.QuerySelectorAll("#frame *")) found.AddRange(Violations(element));
        }

        return found;
    }

    private static IEnumerable<string> Violations(IElement element)
    {
        if (Elements.Contains(element.LocalName) || element.NamespaceUri != NamespaceNames.HtmlUri) yield return element.LocalName;
        foreach (var attribute in element.Attributes)
        {
            var value = new string([.. attribute.Value.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c))]);
            if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name is "src" or "srcset" or "srcdoc" or "background" or "id" or "class" or "name" or "action" or "formaction" or "xlink:href")
                yield return $"{element.LocalName} {attribute.Name}";
            if (attribute.Name == "href" && !new[] { "http://", "https://", "mailto:", "tel:" }.Any(scheme => value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))) yield return $"href={attribute.Value}";
            if (attribute.Name == "style" && (value.Contains("url(", StringComparison.OrdinalIgnoreCase) || value.Contains("expression", StringComparison.OrdinalIgnoreCase) || value.Contains("position:", StringComparison.OrdinalIgnoreCase) || value.Contains('\\', StringComparison.Ordinal)))
                yield return $"style={attribute.Value}";
        }

        if (element.LocalName == "a" && element.HasAttribute("href") && element.GetAttribute("rel") != "noopener noreferrer") yield return "a without rel";
    }
}
