using System.Globalization;
using System.Text;

namespace ContactHub.Email;

/// <summary>Parameters cut into numbered pieces or percent-encoded (RFC 2231): <c>name*=</c>, <c>name*0=</c>, <c>name*1*=</c>.</summary>
internal sealed class ExtendedParameters(MimeContext context)
{
    private readonly Dictionary<string, SortedDictionary<int, (string Text, bool Encoded)>> _pieces = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the parameter if its name is of that form.</summary>
    public bool Add(string name, string text)
    {
        var star = name.IndexOf('*', StringComparison.Ordinal);
        if (star <= 0) return false;
        var encoded = name.EndsWith('*');
        var number = encoded ? name[(star + 1)..Math.Max(star + 1, name.Length - 1)] : name[(star + 1)..];
        var index = 0;
        if (number.Length > 0 && !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out index))
        {
            context.Defect(MimeDefect.InvalidParameter);
            return false;
        }

        if (!_pieces.TryGetValue(name[..star], out var pieces)) _pieces[name[..star]] = pieces = [];
        if (!pieces.TryAdd(index, (text, encoded))) context.Defect(MimeDefect.InvalidParameter);
        return true;
    }

    public IEnumerable<(string Name, string Text)> Joined()
    {
        foreach (var (name, pieces) in _pieces) yield return (name, Join(pieces));
    }

    private string Join(SortedDictionary<int, (string Text, bool Encoded)> pieces)
    {
        string? charset = null;
        var text = new StringBuilder();
        // A character may be cut in two by the end of a piece, so pieces are decoded together.
        var bytes = new List<byte>();
        var expected = 0;
        foreach (var (index, (piece, encoded)) in pieces)
        {
            if (index != expected++) context.Defect(MimeDefect.InvalidParameter);
            var rest = piece;
            if (encoded && charset is null)
            {
                var first = piece.IndexOf('\'', StringComparison.Ordinal);
                var second = first < 0 ? -1 : piece.IndexOf('\'', first + 1);
                if (second < 0) context.Defect(MimeDefect.InvalidParameter);
                charset = second < 0 ? "utf-8" : piece[..first];
                rest = second < 0 ? piece : piece[(second + 1)..];
            }

            if (encoded)
            {
                Percent(rest, bytes);
                continue;
            }

            Flush();
            text.Append(rest);
        }

        Flush();
        return text.ToString();

        void Flush()
        {
            if (bytes.Count > 0) text.Append(Charsets.Decode([.. bytes], charset, context));
            bytes.Clear();
        }
    }

    private void Percent(string text, List<byte> bytes)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
            else if (c < 0x80)
            {
                if (c == '%') context.Defect(MimeDefect.InvalidParameter);
                bytes.Add((byte)c);
            }
            else
            {
                context.Defect(MimeDefect.InvalidParameter);
                bytes.AddRange(Encoding.UTF8.GetBytes(text, i, 1));
            }
        }
    }
}
