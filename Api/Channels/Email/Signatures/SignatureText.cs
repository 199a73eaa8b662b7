using System.Text.RegularExpressions;
using ContactHub.Conversations;

namespace ContactHub.Email;

/// <summary>Who signs a mail; what is not known is empty.</summary>
/// <param name="Department">Its name in the language of the conversation.</param>
internal sealed record Signer(string Name, string Title, string Department);

/// <summary>Fills the words of a signature with whom it is of.</summary>
internal static partial class SignatureText
{
    private static readonly char[] Separators = [' ', '\t', ',', ';', '-', '–', '|', '·', '/', '('];

    /// <summary>
    /// In one pass, so that a name which looks like a placeholder stays a name. A line in which something is not known loses what stood around it, and is
    /// left out when nothing is left.
    /// </summary>
    public static string Fill(string text, Signer signer)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => Line(line, signer)).OfType<string>();
        var filled = string.Join('\n', lines).Trim('\n');
        return filled.Length <= ConversationLimits.EmailSignature ? filled : filled[..(char.IsHighSurrogate(filled[ConversationLimits.EmailSignature - 1]) ? ConversationLimits.EmailSignature - 1 : ConversationLimits.EmailSignature)];
    }

    private static string? Line(string line, Signer signer)
    {
        var isMissing = false;
        var filled = Placeholder().Replace(line, match =>
        {
            var known = match.Value switch { "{name}" => signer.Name, "{title}" => signer.Title, _ => signer.Department };
            isMissing |= known.Length == 0;
            return known;
        }).TrimEnd();
        if (!isMissing) return filled;
        filled = filled.Trim(Separators);
        return filled.Length == 0 ? null : filled;
    }

    [GeneratedRegex(@"\{(?:name|title|department)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
