using System.Collections.Immutable;
using System.Text;

namespace ContactHub.Cimer;

/// <summary>
/// A table as spreadsheets save it: RFC 4180 with the separator that occurs most in the first line (a Turkish Excel writes semicolons), in UTF-8 with or without a byte
/// order mark, or else in windows-1254.
/// </summary>
/// <param name="Rows">Cells by row, the header left out; rows without any text are left out too.</param>
/// <param name="Lines">The line on which each row begins, from 1.</param>
public sealed record CsvTable(ImmutableArray<string> Header, ImmutableArray<ImmutableArray<string>> Rows, ImmutableArray<int> Lines, string Encoding, char Separator)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly char[] Separators = [';', ',', '\t'];
    private static readonly Encoding Turkish = CodePagesEncodingProvider.Instance.GetEncoding(1254)!;

    /// <summary>Null when it is no text (a workbook, or UTF-16), there is no header, or a quotation mark is never closed.</summary>
    public static CsvTable? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Contains((byte)0)) return null;
        var (text, encoding) = Decode(bytes);
        var separator = SeparatorOf(text);
        if (Split(text, separator) is not { } rows) return null;
        rows.RemoveAll(row => row.Cells.All(string.IsNullOrWhiteSpace));
        if (rows.Count == 0) return null;
        return new CsvTable([.. rows[0].Cells.Select(cell => cell.Trim())], [.. rows.Skip(1).Select(row => row.Cells)], [.. rows.Skip(1).Select(row => row.Line)], encoding, separator);
    }

    private static (string Text, string Encoding) Decode(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        try
        {
            return (Strict.GetString(bytes.StartsWith(mark) ? bytes[mark.Length..] : bytes), "utf-8");
        }
        catch (DecoderFallbackException)
        {
            return (Turkish.GetString(bytes), "windows-1254");
        }
    }

    private static char SeparatorOf(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        var first = end < 0 ? text : text[..end];
        return Separators.MaxBy(separator => first.Count(c => c == separator));
    }

    private static List<(ImmutableArray<string> Cells, int Line)>? Split(string text, char separator)
    {
        var rows = new List<(ImmutableArray<string>, int)>();
        var cells = ImmutableArray.CreateBuilder<string>();
        var cell = new StringBuilder();
        var (quoted, line, begins) = (false, 1, 1);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n') line++;
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
                else quoted = false;
            }
            else if (c == '"' && cell.Length == 0) quoted = true;
            else if (c == separator) Take();
            else if (c == '\n') End();
            else if (c != '\r') cell.Append(c);
        }

        if (quoted) return null;
        if (cell.Length > 0 || cells.Count > 0) End();
        return rows;

        void Take()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }

        void End()
        {
            Take();
            rows.Add((cells.ToImmutable(), begins));
            cells.Clear();
            begins = line;
        }
    }
}
