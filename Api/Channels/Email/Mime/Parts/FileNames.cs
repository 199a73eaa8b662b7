using System.Text;

namespace ContactHub.Email;

/// <summary>The name of an attachment, fit to be shown: no folders, no control characters, not endless. It is still the sender's word.</summary>
internal static class FileNames
{
    private const int Longest = 255;

    public static string? Of(MimePart part) => Clean(part.Disposition?.Get("filename") ?? part.Type.Get("name") ?? part.Disposition?.Get("name"));

    public static string? Clean(string? name)
    {
        if (name is null) return null;
        var last = name.AsSpan().LastIndexOfAny('/', '\\');
        var clean = new StringBuilder();
        foreach (var rune in name.AsSpan(last + 1).Trim().EnumerateRunes())
        {
            // Format characters turn "gpj.exe" around on the screen.
            if (Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format) continue;
            if (clean.Length + rune.Utf16SequenceLength > Longest) break;
            clean.Append(rune.ToString());
        }

        return clean.Length == 0 ? null : clean.ToString();
    }
}
