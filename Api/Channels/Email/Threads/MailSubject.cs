using System.Globalization;
using System.Text.RegularExpressions;

namespace ContactHub.Email;

/// <summary>Subjects of answers, and the tag in them that people call a conversation by: <c>[#123]</c>.</summary>
public static partial class MailSubject
{
    /// <summary>The subject of an answer: one Re:, whatever mail programs put in front of it, and the conversation's tag.</summary>
    public static string Answer(string subject, long number)
    {
        var words = Tag().Replace(subject, "").Trim();
        while (Prefix().Match(words) is { Length: > 0 } prefix) words = words[prefix.Length..].TrimStart();
        return Tagged(words.Length == 0 ? "Re:" : "Re: " + words, number);
    }

    /// <summary>With the conversation's tag, once.</summary>
    public static string Tagged(string subject, long number) => string.Create(CultureInfo.InvariantCulture, $"{Tag().Replace(subject, "").Trim()} [#{number}]").Trim();

    /// <summary>The number in the last tag; null when there is none.</summary>
    public static long? NumberIn(string subject) =>
        Tag().Matches(subject) is { Count: > 0 } tags && long.TryParse(tags[^1].Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\[#(\d{1,18})\]", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    /// <summary>English, Turkish and German ones, counted ones too.</summary>
    [GeneratedRegex(@"^(?:re|fwd?|aw|wg|ynt|yan|cvp|ilt|i̇lt|İlt)(?:\[\d+\])?\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();
}
