using System.Text.RegularExpressions;

namespace ContactHub.Email;

/// <summary>A value with parameters, such as Content-Type (RFC 2045 section 5.1, with the continuations and charsets of RFC 2231).</summary>
internal sealed partial class ParameterList
{
    private const int Most = 200;

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private ParameterList(string head) => Head = head;

    /// <summary>What stands before the first parameter, in lower case.</summary>
    public string Head { get; }

    /// <summary>The same parameters for a head that was put right.</summary>
    public ParameterList WithHead(string head)
    {
        var list = new ParameterList(head);
        foreach (var (name, value) in _values) list._values[name] = value;
        return list;
    }

    public string? Get(string name) => _values.GetValueOrDefault(name);

    public static ParameterList Parse(string value, MimeContext context)
    {
        context.Did(value.Length);
        var at = 0;
        var headEnd = value.AsSpan().IndexOfAny(';', '(');
        var head = (headEnd < 0 ? value : value[..headEnd]).Trim().ToLowerInvariant();
        at = headEnd < 0 ? value.Length : headEnd;
        // "text/plain charset=utf-8": the semicolon was forgotten.
        if (head.IndexOf(' ', StringComparison.Ordinal) is var gap and > 0)
        {
            context.Defect(MimeDefect.InvalidParameter);
            at = value.IndexOf(head[..gap], StringComparison.OrdinalIgnoreCase) + gap;
            head = head[..gap];
        }

        var list = new ParameterList(head);
        var pieces = new ExtendedParameters(context);
        for (var count = 0; count < Most; count++)
        {
            at = SkipFiller(value, at);
            if (at >= value.Length) break;
            var nameEnd = value.AsSpan(at).IndexOfAny('=', ';') is var n and >= 0 ? at + n : value.Length;
            var name = value[at..nameEnd].Trim();
            if (nameEnd >= value.Length || value[nameEnd] == ';')
            {
                context.Defect(MimeDefect.InvalidParameter);
                at = nameEnd;
                continue;
            }

            (var text, at) = ReadValue(value, nameEnd + 1, name, context);
            if (!pieces.Add(name, text)) list._values.TryAdd(name, text);
        }

        foreach (var (name, text) in pieces.Joined()) list._values[name] = text;
        foreach (var (name, text) in list._values.ToList())
        {
            if (!EncodedWord().IsMatch(text)) continue;
            // Not allowed there by RFC 2047, and done by half of all mailers.
            context.Defect(MimeDefect.EncodedParameter);
            list._values[name] = EncodedWords.Decode(text, context);
        }

        return list;
    }

    private static (string Text, int Next) ReadValue(string value, int at, string name, MimeContext context)
    {
        while (at < value.Length && value[at] is ' ') at++;
        if (at < value.Length && value[at] == '"') return ReadQuoted(value, at + 1, context);
        var end = value.IndexOf(';', at) is var semicolon and >= 0 ? semicolon : value.Length;
        var text = value[at..end].Trim();
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0) return (text, end);
        var comment = text.IndexOf('(', StringComparison.Ordinal);
        if (comment > 0 && text[..comment].TrimEnd() is var before && !before.Contains(' ', StringComparison.Ordinal)) return (before, at + comment);
        context.Defect(MimeDefect.InvalidParameter);
        // A file name goes on after a blank; of the other values none has one, and the semicolon before the next was forgotten.
        return name.StartsWith("name", StringComparison.OrdinalIgnoreCase) || name.StartsWith("filename", StringComparison.OrdinalIgnoreCase)
            ? (text, end)
            : (text[..blank], at + blank);
    }

    private static (string Text, int Next) ReadQuoted(string value, int at, MimeContext context)
    {
        var text = new System.Text.StringBuilder();
        for (; at < value.Length; at++)
        {
            var c = value[at];
            if (c == '"') return (text.ToString(), at + 1);
            // A backslash before a letter is a Windows folder of a sender that does not escape.
            if (c == '\\' && at + 1 < value.Length && value[at + 1] is '"' or '\\') c = value[++at];
            text.Append(c);
        }

        context.Defect(MimeDefect.InvalidParameter);
        return (text.ToString(), at);
    }

    private static int SkipFiller(string value, int at)
    {
        var depth = 0;
        for (; at < value.Length; at++)
        {
            var c = value[at];
            if (c == '(') depth++;
            else if (c == ')' && depth > 0) depth--;
            else if (depth == 0 && c is not (' ' or ';' or ',')) break;
        }

        return at;
    }

    /// <summary>How an encoded word begins (RFC 2047 section 2); a name may hold its first two characters by chance.</summary>
    [GeneratedRegex(@"=\?[A-Za-z0-9_*.-]+\?[BbQq]\?", RegexOptions.CultureInvariant)]
    private static partial Regex EncodedWord();
}
