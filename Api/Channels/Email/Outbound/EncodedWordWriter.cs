using System.Text;

namespace ContactHub.Email;

/// <summary>Text in header fields (RFC 5322 section 2.2, RFC 2047): words that are joined by blanks, between which a line may be broken.</summary>
internal static class EncodedWordWriter
{
    /// <summary>Bytes of UTF-8 in an encoded word, so that the word fits into a line of 76 characters behind the name of a field.</summary>
    private const int MostBytes = 42;

    private const int LongestWord = 66;

    /// <summary>As it stands where a reader would get the same text from it, else in encoded words. Line breaks and other controls become blanks.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        text = Clean(text);
        var words = text.Split(' ');
        return text.Length == 0 ? [] : words.All(IsPlain) ? words : Encode(text);
    }

    /// <summary>A display name: a quoted string where that is needed and enough.</summary>
    public static IReadOnlyList<string> Phrase(string text)
    {
        text = Clean(text).Trim();
        if (text.Length == 0) return [];
        return text.Length > LongestWord - 2 || !text.Split(' ').All(IsPlain) ? Encode(text)
            : text.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ') ? [text]
            : ["\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\""];
    }

    /// <summary>Without anything that could end a line or a field.</summary>
    public static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? " " : rune.ToString()));

    private static bool IsPlain(string word) =>
        word.Length is > 0 and <= LongestWord && Ascii.IsValid(word) && !word.Contains("=?", StringComparison.Ordinal);

    private static List<string> Encode(string text)
    {
        var words = new List<string>();
        var bytes = new List<byte>();
        Span<byte> encoded = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(encoded);
            if (bytes.Count + length > MostBytes) Flush();
            bytes.AddRange(encoded[..length]);
        }

        Flush();
        return words;

        void Flush()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=");
            bytes.Clear();
        }
    }
}
