using System.Globalization;
using System.Text;

namespace ContactHub.Email;

/// <summary>Parameters such as file names: a quoted string, or RFC 2231 where it has other letters or is long.</summary>
internal static class ParameterWriter
{
    private const int LongestQuoted = 50;

    /// <summary>Characters of a section; one letter may take twelve.</summary>
    private const int LongestSection = 48;

    private const string Attributes = "!#$&+-.^_`{|}~";

    /// <summary>One word a section, without the semicolons between them.</summary>
    public static IReadOnlyList<string> Words(string name, string text)
    {
        text = EncodedWordWriter.Clean(text);
        if (text.Length <= LongestQuoted && Ascii.IsValid(text) && !text.AsSpan().ContainsAny('"', '\\') && !text.Contains("=?", StringComparison.Ordinal)) return [$"{name}=\"{text}\""];
        var sections = Sections("UTF-8''", text);
        return sections.Count == 1
            ? [$"{name}*={sections[0]}"]
            : [.. sections.Select((section, at) => string.Create(CultureInfo.InvariantCulture, $"{name}*{at}*={section}"))];
    }

    private static List<string> Sections(string first, string text)
    {
        var sections = new List<string>();
        var section = new StringBuilder(first);
        Span<byte> encoded = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var letter = new StringBuilder();
            foreach (var b in encoded[..rune.EncodeToUtf8(encoded)])
            {
                if (char.IsAsciiLetterOrDigit((char)b) || Attributes.Contains((char)b, StringComparison.Ordinal)) letter.Append((char)b);
                else letter.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            }

            if (section.Length + letter.Length > LongestSection)
            {
                sections.Add(section.ToString());
                section.Clear();
            }

            section.Append(letter);
        }

        sections.Add(section.ToString());
        return sections;
    }
}
