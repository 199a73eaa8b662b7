using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ContactHub.Email;

/// <summary>The words of an RTF text (RTF 1.9), without the tables and pictures that stand in groups of their own; iterative, however deep it is.</summary>
internal static class RtfText
{
    private static readonly FrozenSet<string> Unseen =
        new[] { "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "generator", "themedata", "datastore", "listtable", "listoverridetable", "header", "footer", "htmltag" }.ToFrozenSet(StringComparer.Ordinal);

    public static string From(ReadOnlySpan<byte> rtf, MimeContext context)
    {
        context.Did(rtf.Length);
        var text = new StringBuilder();
        var bytes = new List<byte>();
        var encoding = Charsets.Turkish;
        // Depth at which the outermost unseen group began; 0 while everything is seen.
        var (depth, hidden, skip) = (0, 0, 0);
        for (var at = 0; at < rtf.Length; at++)
        {
            var c = rtf[at];
            switch (c)
            {
                case (byte)'{':
                    depth++;
                    break;
                case (byte)'}':
                    if (hidden == depth) hidden = 0;
                    depth = Math.Max(0, depth - 1);
                    break;
                case (byte)'\\':
                    at = Control(rtf, at + 1);
                    break;
                case (byte)'\r' or (byte)'\n':
                    break;
                default:
                    Put(c);
                    break;
            }
        }

        Flush();
        return text.ToString().Trim('\n');

        int Control(ReadOnlySpan<byte> rtf, int at)
        {
            if (at >= rtf.Length) return at;
            var c = rtf[at];
            if (c == '\'' && at + 2 < rtf.Length)
            {
                if (byte.TryParse(rtf.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) Put(value);
                return at + 2;
            }

            if (!char.IsAsciiLetter((char)c))
            {
                if (c == '*' && hidden == 0) hidden = Math.Max(depth, 1);
                else if (c is (byte)'\\' or (byte)'{' or (byte)'}') Put(c);
                else if (c == '~') Put((byte)' ');
                return at;
            }

            var start = at;
            while (at < rtf.Length && char.IsAsciiLetter((char)rtf[at])) at++;
            var word = Encoding.ASCII.GetString(rtf[start..Math.Min(at, start + 32)]);
            start = at;
            if (at < rtf.Length && rtf[at] == '-') at++;
            while (at < rtf.Length && char.IsAsciiDigit((char)rtf[at])) at++;
            int? number = int.TryParse(rtf[start..at], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
            Word(word, number);
            return at < rtf.Length && rtf[at] == ' ' ? at : at - 1;
        }

        void Word(string word, int? number)
        {
            if (Unseen.Contains(word) && hidden == 0) hidden = Math.Max(depth, 1);
            if (word == "ansicpg" && number is { } page) encoding = Charsets.Find($"cp{page}", context) ?? encoding;
            if (hidden != 0) return;
            if (word is "par" or "line") Literal('\n');
            else if (word == "tab") Literal('\t');
            else if (word == "u" && number is { } unit)
            {
                Literal((char)unchecked((ushort)unit));
                // One character for readers that know no Unicode follows.
                skip = 1;
            }
        }

        void Literal(char c)
        {
            Flush();
            text.Append(c);
        }

        void Put(byte value)
        {
            if (hidden != 0) return;
            if (skip > 0) skip--;
            else bytes.Add(value);
        }

        void Flush()
        {
            if (bytes.Count > 0) text.Append(encoding.GetString([.. bytes]));
            bytes.Clear();
        }
    }
}
