using System.Globalization;
using System.Text;

namespace ContactHub.Files;

/// <summary>Names of files, fit to be shown: no folders, no control characters, not endless. They are still the sender's word.</summary>
public static class FileNames
{
    /// <summary>Characters of a name.</summary>
    public const int Longest = 255;

    /// <summary>The name as it may be shown; null when nothing is left.</summary>
    public static string? Clean(string? name)
    {
        if (name is null) return null;
        var last = name.AsSpan().LastIndexOfAny('/', '\\');
        var clean = new StringBuilder();
        foreach (var rune in name.AsSpan(last + 1).Trim().EnumerateRunes())
        {
            // Format characters turn "gpj.exe" around on the screen.
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) continue;
            if (clean.Length + rune.Utf16SequenceLength > Longest) break;
            clean.Append(rune.ToString());
        }

        return clean.Length == 0 ? null : clean.ToString();
    }

    /// <summary>At most so many characters of it, never half of one.</summary>
    public static string Cut(string name, int most) =>
        name.Length <= most ? name : name[..(char.IsHighSurrogate(name[most - 1]) ? most - 1 : most)];
}
