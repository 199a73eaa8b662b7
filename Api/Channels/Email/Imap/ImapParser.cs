using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ContactHub.Email;

/// <summary>
/// Makes a response of its lines and literals (RFC 3501 section 9). Lenient where servers are: any byte that ends nothing belongs to an atom.
/// </summary>
internal sealed class ImapParser
{
    private const int Deepest = 50;
    private readonly IReadOnlyList<byte[]> _lines;
    private readonly IReadOnlyList<byte[]> _literals;
    private int _line;
    private int _at;

    private ImapParser(IReadOnlyList<byte[]> lines, IReadOnlyList<byte[]> literals) => (_lines, _literals) = (lines, literals);

    private ReadOnlySpan<byte> Rest => _lines[_line].AsSpan(_at);

    /// <param name="lines">The line, and what follows each literal.</param>
    /// <exception cref="MailServerException">It is no response.</exception>
    public static ImapResponse Parse(IReadOnlyList<byte[]> lines, IReadOnlyList<byte[]> literals) => new ImapParser(lines, literals).Response();

    /// <summary>The length of the literal that follows a line, or -1. A status is words up to its end, whatever they end with.</summary>
    public static long LiteralAfter(ReadOnlySpan<byte> line, bool isFirst)
    {
        if (line is not [.., (byte)'}'] || (isFirst && !IsData(line))) return -1;
        var open = line.LastIndexOf((byte)'{');
        return open >= 0 && long.TryParse(line[(open + 1)..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : -1;
    }

    private static bool IsData(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("* "u8)) return false;
        var words = Encoding.ASCII.GetString(line[2..Math.Min(line.Length, 12)]);
        return !IsStatus(words.Split(' ')[0]);
    }

    private static bool IsStatus(string keyword) => keyword.ToUpperInvariant() is "OK" or "NO" or "BAD" or "BYE" or "PREAUTH";

    private ImapResponse Response()
    {
        var tag = Word();
        if (tag == "+") return new ImapResponse(tag, "", null, "", Encoding.UTF8.GetString(Rest), []);
        var keyword = Word();
        uint? number = null;
        if (uint.TryParse(keyword, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)) (number, keyword) = (parsed, Word());
        if (tag.Length == 0 || keyword.Length == 0) throw Broken();
        keyword = keyword.ToUpperInvariant();
        if (IsStatus(keyword)) return Status(tag, keyword);
        var values = ImmutableArray.CreateBuilder<ImapValue>();
        while (Skip() && !AtEnd) values.Add(Value(0));
        return new ImapResponse(tag, keyword, number, "", "", values.ToImmutable());
    }

    private ImapResponse Status(string tag, string keyword)
    {
        Skip();
        var text = Encoding.UTF8.GetString(Rest);
        var end = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : -1;
        return end < 0
            ? new ImapResponse(tag, keyword, null, "", text, [])
            : new ImapResponse(tag, keyword, null, text[1..end], text[(end + 1)..].Trim(), []);
    }

    private bool AtEnd => _at >= _lines[_line].Length && _line == _lines.Count - 1;

    private string Word()
    {
        Skip();
        var end = Rest.IndexOf((byte)' ');
        var word = end < 0 ? Rest : Rest[..end];
        _at += word.Length;
        return Encoding.UTF8.GetString(word);
    }

    private bool Skip()
    {
        while (_at < _lines[_line].Length && _lines[_line][_at] == ' ') _at++;
        return true;
    }

    private ImapValue Value(int depth)
    {
        if (depth > Deepest || Rest.IsEmpty) throw Broken();
        return Rest[0] switch
        {
            (byte)'(' => List(depth),
            (byte)'"' => Quoted(),
            (byte)'{' when _line < _literals.Count && LiteralAfter(Rest, isFirst: false) >= 0 && Rest.IndexOf((byte)'}') == Rest.Length - 1 => Literal(),
            (byte)')' => throw Broken(),
            _ => Atom(),
        };
    }

    private ImapValue List(int depth)
    {
        _at++;
        var items = ImmutableArray.CreateBuilder<ImapValue>();
        while (true)
        {
            Skip();
            if (Rest.IsEmpty) throw Broken();
            if (Rest[0] == ')')
            {
                _at++;
                return new ImapValue(null, items.ToImmutable());
            }

            items.Add(Value(depth + 1));
        }
    }

    private ImapValue Quoted()
    {
        var content = new List<byte>();
        for (_at++; !Rest.IsEmpty; _at++)
        {
            if (Rest[0] == '"')
            {
                _at++;
                return new ImapValue(content.ToArray(), default);
            }

            if (Rest[0] == '\\' && Rest.Length > 1) _at++;
            content.Add(Rest[0]);
        }

        throw Broken();
    }

    private ImapValue Literal()
    {
        var content = _literals[_line];
        (_line, _at) = (_line + 1, 0);
        return new ImapValue(content, default);
    }

    /// <summary>Up to a blank or bracket; what FETCH names has blanks within its own: <c>BODY[HEADER.FIELDS (TO)]</c>.</summary>
    private ImapValue Atom()
    {
        var start = _at;
        for (var within = 0; !Rest.IsEmpty && (within > 0 || Rest[0] is not ((byte)' ' or (byte)'(' or (byte)')')); _at++)
        {
            if (Rest[0] == '[') within++;
            else if (Rest[0] == ']' && within > 0) within--;
        }

        var atom = _lines[_line].AsMemory(start, _at - start);
        return atom.Span.SequenceEqual("NIL"u8) ? ImapValue.Nil : new ImapValue(atom, default);
    }

    private static MailServerException Broken() => new(MailServerFault.Protocol, "The server sent something that is no IMAP response.");
}
