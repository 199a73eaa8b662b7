using System.Buffers;
using System.Collections.Frozen;

namespace ContactHub.Email;

/// <summary>
/// Looks through HTML once, before it is parsed. Building a tree costs more than its length where elements stay open (each closing tag and each
/// paragraph looks through them) or a tag has thousands of attributes, so what goes beyond all honest mail is not parsed.
/// </summary>
internal static class HtmlGuard
{
    private const int LongestText = 2 * 1024 * 1024;
    private const int MostTags = 60_000;
    /// <summary>Angle brackets that begin no tag cost the parser a token each.</summary>
    private const int MostMarks = 100_000;

    private const int MostEntities = 100_000;
    private const int MostOpen = 400;
    private const int MostAttributes = 300;

    /// <summary>Open formatting elements are made anew in every paragraph; their sum over all tags is what that may cost.</summary>
    private const int MostFormattingWork = 400_000;

    private static readonly FrozenSet<string> NeverOpen = new[]
    {
        "br", "img", "hr", "meta", "link", "input", "col", "area", "base", "wbr", "embed", "param", "source", "track",
        // Closed by the next of their kind.
        "p", "li", "tr", "td", "th", "tbody", "thead", "tfoot", "dd", "dt", "option", "optgroup", "html", "head", "body",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Formatting =
        new[] { "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> NameEnd = SearchValues.Create(" \t\r\n\f/>");

    public static bool Allows(string html)
    {
        if (html.Length > LongestText || html.AsSpan().Count('&') > MostEntities) return false;
        var open = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var (tags, depth, formatting, work) = (0, 0, 0, 0L);
        var marks = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', Math.Min(at + 1, html.Length)))
        {
            if (++marks > MostMarks) return false;
            var closing = html[at + 1] == '/';
            var start = closing ? at + 2 : at + 1;
            if (start >= html.Length || !char.IsAsciiLetter(html[start])) continue;
            var length = html.AsSpan(start, Math.Min(32, html.Length - start)).IndexOfAny(NameEnd);
            var name = html.Substring(start, length < 0 ? Math.Min(32, html.Length - start) : length);
            work += formatting;
            if (++tags > MostTags || work > MostFormattingWork) return false;
            at = TagEnd(html, start);
            if (at < 0) return false;
            if (closing)
            {
                if (open.TryGetValue(name, out var count) && count > 0) Change(name, -1);
                continue;
            }

            if (NeverOpen.Contains(name)) continue;
            Change(name, 1);
            if (depth > MostOpen) return false;
        }

        return true;

        void Change(string name, int by)
        {
            open[name] = open.GetValueOrDefault(name) + by;
            depth += by;
            if (Formatting.Contains(name)) formatting += by;
        }
    }

    /// <summary>Where the tag ends whose name begins at <paramref name="at"/>, or -1 if it has too many attributes.</summary>
    private static int TagEnd(string html, int at)
    {
        var gaps = 0;
        while (at < html.Length && html[at] != '>')
        {
            var c = html[at++];
            if ((char.IsWhiteSpace(c) || c == '/') && ++gaps > MostAttributes) return -1;
            if (c != '=') continue;
            while (at < html.Length && char.IsWhiteSpace(html[at])) at++;
            if (at >= html.Length || html[at] is not ('"' or '\'')) continue;
            var close = html.IndexOf(html[at], at + 1);
            at = close < 0 ? html.Length : close + 1;
        }

        return at;
    }
}
