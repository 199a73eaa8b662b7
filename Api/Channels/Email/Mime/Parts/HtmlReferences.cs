using System.Text.RegularExpressions;

namespace ContactHub.Email;

/// <summary>What a HTML text names by Content-ID (RFC 2392) or by URL.</summary>
internal sealed partial class HtmlReferences
{
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _urls = new(StringComparer.OrdinalIgnoreCase);

    public static HtmlReferences In(string? html)
    {
        var references = new HtmlReferences();
        if (html is null) return references;
        foreach (Match match in Id().Matches(html)) references._ids.Add(Unescaped(match.Groups[1].Value));
        foreach (Match match in Source().Matches(html)) references._urls.Add(match.Groups[1].Value);
        return references;
    }

    public bool Name(MailAttachment attachment) =>
        (attachment.ContentId is { } id && _ids.Contains(id)) || (attachment.ContentLocation is { Length: > 0 } location && _urls.Contains(location));

    /// <summary>The id as it stands in Content-ID, out of a cid: URL in which characters are percent-encoded.</summary>
    public static string Unescaped(string id) => Uri.UnescapeDataString(id);

    [GeneratedRegex("""\bcid:([^"'\s<>)&]{1,1000})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex("""\bsrc\s{0,10}=\s{0,10}["']?([^"'\s<>]{1,2000})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Source();
}
