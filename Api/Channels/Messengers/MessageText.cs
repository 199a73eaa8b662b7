using System.Text.RegularExpressions;

namespace ContactHub.Messengers;

/// <summary>Texts as messengers want them: no longer than they take, and without the bot's Markdown.</summary>
public static partial class MessageText
{
    /// <summary>
    /// Parts of at most so many UTF-16 characters, cut behind a line, else between words, else between characters. All that is left out is the white space
    /// of the cut; of an empty text there is no part.
    /// </summary>
    public static IReadOnlyList<string> Split(string text, int most)
    {
        var parts = new List<string>();
        var rest = text.AsSpan().Trim();
        while (rest.Length > most)
        {
            var cut = CutOf(rest, most);
            parts.Add(rest[..cut].TrimEnd().ToString());
            rest = rest[cut..].TrimStart();
        }

        if (!rest.IsEmpty) parts.Add(rest.ToString());
        return parts;
    }

    /// <summary>
    /// The small Markdown of bots (docs/protocol.md section 2) as plain text: emphasis is left out, and the address of a link stands behind its words.
    /// </summary>
    public static string Plain(string markdown)
    {
        var linked = Link().Replace(markdown, match =>
        {
            var (words, address) = (match.Groups[1].Value, match.Groups[2].Value);
            // An address of the hub's own site leads nowhere from elsewhere.
            return address.StartsWith('/') || string.Equals(words, address, StringComparison.Ordinal) ? words : $"{words} ({Bare(address)})";
        });
        return Emphasis().Replace(Bold().Replace(linked, "$1"), "$1");
    }

    /// <summary>An address as it is read: a number or a mail address without its scheme.</summary>
    public static string Bare(string address) => address.StartsWith("tel:", StringComparison.Ordinal) || address.StartsWith("mailto:", StringComparison.Ordinal)
        ? address[(address.IndexOf(':', StringComparison.Ordinal) + 1)..]
        : address;

    private static int CutOf(ReadOnlySpan<char> text, int most)
    {
        var room = text[..most];
        // A cut in the first half would leave a stub.
        if (room.LastIndexOf('\n') is var line && line >= most / 2) return line + 1;
        if (room.LastIndexOf(' ') is var space && space >= most / 2) return space + 1;
        return char.IsHighSurrogate(room[^1]) ? most - 1 : most;
    }

    [GeneratedRegex(@"\[([^\[\]\n]+)\]\(([^()\s]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"\*\*([^*\n]+)\*\*", RegexOptions.CultureInvariant)]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<![\w*])\*([^*\s][^*\n]*)\*(?![\w*])", RegexOptions.CultureInvariant)]
    private static partial Regex Emphasis();
}
