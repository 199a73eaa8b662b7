using System.Buffers;
using System.Text;

namespace ContactHub.Email;

/// <summary>
/// Encoded words (RFC 2047), as senders write them: within other text and in quotes, with blanks inside, without padding, a character cut in two
/// by the end of a word, the end of the last word missing.
/// </summary>
internal static class EncodedWords
{
    private const int LongestCharset = 60;

    /// <summary>RFC 2047 allows 75 characters; some programs never fold.</summary>
    private const int LongestWord = 500;

    private static readonly SearchValues<char> NotInWord = SearchValues.Create("<>\"");

    private static readonly SearchValues<char> NotInCharset = SearchValues.Create(" ()<>\"=");

    /// <summary>Decodes every word of a text; the blank between two words is not part of it.</summary>
    public static string Decode(string text, MimeContext context)
    {
        context.Did(text.Length);
        if (!text.Contains("=?", StringComparison.Ordinal)) return text;
        var result = new StringBuilder(text.Length);
        var run = new WordRun(context);
        var (at, copied, end) = (0, 0, -1);
        while (text.IndexOf("=?", at, StringComparison.Ordinal) is var start and >= 0)
        {
            if (!TryHead(text, start, out var word))
            {
                at = start + 2;
                continue;
            }

            // The next "?=" is remembered, so that a thousand beginnings without an end cost one look.
            if (end < word.Content) end = text.IndexOf("?=", word.Content, StringComparison.Ordinal) is var found and >= 0 ? found : text.Length;
            if (end == text.Length) context.Defect(MimeDefect.InvalidEncodedWord);
            var between = text.AsSpan(copied, start - copied);
            if (!run.Any || !between.IsWhiteSpace())
            {
                run.Flush(result);
                result.Append(between);
            }

            run.Add(word, text[word.Content..end]);
            at = copied = Math.Min(end + 2, text.Length);
        }

        run.Flush(result);
        return result.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Where the word that begins at a place ends: what is in it, such as a comma, parts nothing.</summary>
    /// <returns>-1 when no whole word begins there.</returns>
    public static int EndOf(string text, int start)
    {
        if (!text.AsSpan(start).StartsWith("=?", StringComparison.Ordinal) || !TryHead(text, start, out var word)) return -1;
        var near = text.AsSpan(word.Content, Math.Min(text.Length - word.Content, LongestWord));
        var end = near.IndexOf("?=", StringComparison.Ordinal);
        return end < 0 || near[..end].ContainsAny(NotInWord) ? -1 : word.Content + end + 2;
    }

    private static bool TryHead(string text, int start, out Word word)
    {
        word = default;
        var near = text.AsSpan(start + 2, Math.Min(text.Length - start - 2, LongestCharset));
        var question = near.IndexOf('?');
        if (question <= 0 || near[..question].ContainsAny(NotInCharset)) return false;
        if (question + 2 >= near.Length || near[question + 2] != '?' || near[question + 1] is not ('B' or 'b' or 'Q' or 'q')) return false;
        var charset = near[..question];
        // RFC 2231 adds a language: =?utf-8*tr?Q?...?=
        if (charset.IndexOf('*') is var star and > 0) charset = charset[..star];
        word = new Word(charset.ToString(), near[question + 1] is 'B' or 'b', start + 2 + question + 3);
        return true;
    }

    private readonly record struct Word(string Charset, bool Base64, int Content);

    /// <summary>Adjacent words of one charset: decoded together, because some senders cut characters, and some even the base64, in two.</summary>
    private sealed class WordRun(MimeContext context)
    {
        private readonly List<byte> _bytes = [];
        private readonly StringBuilder _base64 = new();
        private string? _charset;
        private readonly StringBuilder _decoded = new();

        public bool Any => _charset is not null;

        public void Add(Word word, string content)
        {
            if (_charset is not null && !_charset.Equals(word.Charset, StringComparison.OrdinalIgnoreCase)) EndCharset();
            _charset = word.Charset;
            if (word.Base64)
            {
                if (_base64.Length % 4 == 0) EndBase64();
                _base64.Append(content);
                if (content.EndsWith('=')) EndBase64();
                return;
            }

            EndBase64();
            Quoted(content);
        }

        public void Flush(StringBuilder result)
        {
            EndCharset();
            result.Append(_decoded);
            _decoded.Clear();
            _charset = null;
        }

        private void EndCharset()
        {
            EndBase64();
            if (_bytes.Count > 0) _decoded.Append(Charsets.Decode([.. _bytes], _charset, context).ReplaceLineEndings(" "));
            _bytes.Clear();
        }

        private void EndBase64()
        {
            if (_base64.Length == 0) return;
            var (bytes, wrong) = Base64Decoder.Decode(Encoding.UTF8.GetBytes(_base64.ToString()));
            if (wrong) context.Defect(MimeDefect.InvalidEncodedWord);
            _bytes.AddRange(bytes);
            _base64.Clear();
        }

        private void Quoted(string content)
        {
            for (var i = 0; i < content.Length; i++)
            {
                var c = content[i];
                if (c == '_')
                {
                    _bytes.Add((byte)' ');
                }
                else if (c == '=' && i + 2 < content.Length && char.IsAsciiHexDigit(content[i + 1]) && char.IsAsciiHexDigit(content[i + 2]))
                {
                    _bytes.Add(Convert.FromHexString(content.AsSpan(i + 1, 2))[0]);
                    i += 2;
                }
                else if (c < 0x80)
                {
                    if (c is ' ' or '=') context.Defect(MimeDefect.InvalidEncodedWord);
                    _bytes.Add((byte)c);
                }
                else
                {
                    context.Defect(MimeDefect.InvalidEncodedWord);
                    var pair = char.IsHighSurrogate(c) && i + 1 < content.Length && char.IsLowSurrogate(content[i + 1]) ? 2 : 1;
                    _bytes.AddRange((Charsets.Find(_charset!, context) ?? Encoding.UTF8).GetBytes(content, i, pair));
                    i += pair - 1;
                }
            }
        }
    }
}
