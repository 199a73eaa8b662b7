using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace ContactHub.Email;

/// <summary>Keeps of a style attribute what only changes how text looks: nothing that fetches, covers other things or moves out of its place.</summary>
internal static partial class StyleFilter
{
    private const int Longest = 4_000;

    private static readonly FrozenSet<string> Properties = new[]
    {
        "background-color", "border", "border-bottom", "border-bottom-color", "border-bottom-style", "border-bottom-width", "border-collapse", "border-color", "border-left", "border-radius", "border-right",
        "border-spacing", "border-style", "border-top", "border-width", "color", "direction", "font", "font-family", "font-size", "font-style", "font-variant", "font-weight", "height", "letter-spacing",
        "line-height", "list-style-type", "margin", "margin-bottom", "margin-left", "margin-right", "margin-top", "max-width", "padding", "padding-bottom", "padding-left", "padding-right", "padding-top",
        "text-align", "text-decoration", "text-indent", "text-transform", "vertical-align", "white-space", "width", "word-break", "word-wrap", "overflow-wrap",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static string Filter(string style)
    {
        if (style.Length > Longest) return "";
        var kept = new StringBuilder();
        foreach (var range in style.AsSpan().Split(';'))
        {
            var declaration = style.AsSpan()[range];
            var colon = declaration.IndexOf(':');
            if (colon <= 0) continue;
            var name = declaration[..colon].Trim().ToString();
            var value = declaration[(colon + 1)..].Trim().ToString();
            if (!Properties.Contains(name) || !Plain().IsMatch(value) || IsNegative(name, value)) continue;
            if (kept.Length > 0) kept.Append("; ");
            kept.Append(name.ToLowerInvariant()).Append(": ").Append(value);
        }

        return kept.ToString();
    }

    // A negative margin lays a mail's text over the desk's own.
    private static bool IsNegative(string name, string value) =>
        (name.StartsWith("margin", StringComparison.OrdinalIgnoreCase) || name.Equals("text-indent", StringComparison.OrdinalIgnoreCase)) && value.Contains('-', StringComparison.Ordinal);

    // No brackets but those of colours: url(), expression(), var() and escapes have no way to be written.
    [GeneratedRegex("""^(?:[\w\s.,%#'"!-]|rgba?\([\d\s.,%]{0,40}\)){1,300}$""", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
