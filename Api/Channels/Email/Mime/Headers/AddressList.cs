using System.Collections.Immutable;
using System.Text;

namespace ContactHub.Email;

/// <summary>
/// Reads address fields (RFC 5322 section 3.4 with its obsolete forms): comments, groups, routes, and names with commas that should have been quoted.
/// One pass from left to right, without recursion.
/// </summary>
internal static class AddressList
{
    public static ImmutableArray<MailAddress> Parse(string value, MimeContext context)
    {
        context.Did(value.Length);
        var addresses = ImmutableArray.CreateBuilder<MailAddress>();
        var entry = new Entry();
        // A name that was cut in two by a comma of its own waits for the address.
        string? waiting = null;
        var inGroup = false;
        for (var at = 0; at <= value.Length; at++)
        {
            var c = at < value.Length ? value[at] : ',';
            switch (c)
            {
                case '"':
                    at = ReadQuoted(value, at, entry);
                    break;
                case '(':
                    at = ReadComment(value, at, entry);
                    break;
                case '<':
                    at = ReadAngle(value, at, entry, context);
                    break;
                case '=' when EncodedWords.EndOf(value, at) is var end and > 0:
                    entry.AppendWord(value[at..end]);
                    at = end - 1;
                    break;
                case ':' when !inGroup && !entry.HasAngle && !entry.LooksLikeAddress:
                    inGroup = true;
                    entry.Clear();
                    break;
                case ',' or ';':
                    End(c == ',' && at < value.Length);
                    if (c == ';') inGroup = false;
                    break;
                default:
                    entry.Append(c);
                    break;
            }

            if (addresses.Count < context.Limits.Addresses) continue;
            context.Defect(MimeDefect.TooManyAddresses);
            break;
        }

        return addresses.DrainToImmutable();

        void End(bool more)
        {
            if (entry.Take(context) is { } found)
            {
                if (found.Address.Length == 0 && more && waiting is null && !found.Quoted)
                {
                    waiting = found.Name;
                }
                else
                {
                    if (waiting is not null) context.Defect(MimeDefect.InvalidAddress);
                    if (waiting is not null && found.Angle) found = found with { Name = found.Name is null ? waiting : $"{waiting}, {found.Name}" };
                    else if (waiting is not null) addresses.Add(Lone(waiting, null));
                    addresses.Add(found.Address.Length > 0 ? new MailAddress(found.Name, found.Address) : Lone(found.Name!, context));
                    waiting = null;
                }
            }

            if (!more && waiting is not null) addresses.Add(Lone(waiting, context));
            if (!more) waiting = null;
        }
    }

    /// <summary>One word without a domain may be a mailbox of the same machine (MAILER-DAEMON); more words are only a name.</summary>
    private static MailAddress Lone(string name, MimeContext? context)
    {
        context?.Defect(MimeDefect.InvalidAddress);
        return name.Contains(' ', StringComparison.Ordinal) ? new MailAddress(name, "") : new MailAddress(null, name);
    }

    private static int ReadQuoted(string value, int at, Entry entry)
    {
        var start = at;
        var text = new StringBuilder();
        for (at++; at < value.Length && value[at] != '"'; at++)
        {
            if (value[at] == '\\' && at + 1 < value.Length) at++;
            text.Append(value[at]);
        }

        // "quoted part"@domain is an address, not a name.
        if (at + 1 < value.Length && value[at + 1] == '@') entry.AppendRaw(value[start..(at + 1)]);
        else entry.AppendQuoted(text.ToString());
        return Math.Min(at, value.Length - 1);
    }

    private static int ReadComment(string value, int at, Entry entry)
    {
        var depth = 0;
        for (; at < value.Length; at++)
        {
            var c = value[at];
            if (c == '\\' && at + 1 < value.Length) entry.AppendComment(value[++at]);
            else if (c == '(' && depth++ == 0) continue;
            else if (c == ')' && --depth == 0) return at;
            else entry.AppendComment(c);
        }

        return value.Length - 1;
    }

    private static int ReadAngle(string value, int at, Entry entry, MimeContext context)
    {
        var text = new StringBuilder();
        var (quoted, comment) = (false, 0);
        for (at++; at < value.Length; at++)
        {
            var c = value[at];
            if (c == '"' && comment == 0) quoted = !quoted;
            if (!quoted && c == '(') comment++;
            if (!quoted && comment == 0 && c == '>') break;
            if (!quoted && comment == 0 && c == '<') text.Clear();
            else if (comment == 0 && (quoted || c != ' ')) text.Append(c);
            if (!quoted && c == ')' && comment > 0) comment--;
        }

        if (at >= value.Length) context.Defect(MimeDefect.InvalidAddress);
        var address = text.ToString();
        // <@relay.example,@other.example:user@example.org>: the route is obsolete and says nothing.
        if (address.StartsWith('@') && address.IndexOf(':', StringComparison.Ordinal) is var colon and > 0) address = address[(colon + 1)..];
        entry.Angle(address);
        return Math.Min(at, value.Length - 1);
    }

    private sealed record Found(string? Name, string Address, bool Angle, bool Quoted);

    /// <summary>What was read since the last comma.</summary>
    private sealed class Entry
    {
        private readonly StringBuilder _words = new();
        private readonly StringBuilder _comment = new();
        private string? _angle;
        private bool _quoted;

        public bool HasAngle => _angle is not null;

        public bool LooksLikeAddress { get; private set; }

        public void Append(char c)
        {
            LooksLikeAddress |= c == '@';
            _words.Append(c);
        }

        public void AppendWord(string text) => _words.Append(text);

        public void AppendRaw(string text)
        {
            LooksLikeAddress = true;
            _words.Append(text);
        }

        public void AppendQuoted(string text)
        {
            _quoted = true;
            _words.Append(text);
        }

        public void AppendComment(char c) => _comment.Append(c);

        public void Angle(string address) => _angle ??= address;

        public void Clear()
        {
            _words.Clear();
            _comment.Clear();
            (_angle, _quoted, LooksLikeAddress) = (null, false, false);
        }

        public Found? Take(MimeContext context)
        {
            var words = _words.ToString().Trim();
            var comment = DisplayName.Clean(_comment.ToString(), context);
            Found? found = null;
            if (_angle is not null)
            {
                var name = DisplayName.Clean(words, context) ?? comment;
                found = new Found(string.Equals(name, _angle, StringComparison.OrdinalIgnoreCase) ? null : name, DisplayName.Address(_angle, context), Angle: true, _quoted);
            }
            else if (LooksLikeAddress && !_quoted)
            {
                found = new Found(comment, DisplayName.Address(words, context), Angle: false, Quoted: false);
            }
            else if (DisplayName.Clean(words, context) is { } lone)
            {
                // "ayse@example.org" in quotes and without angle brackets is still an address.
                found = lone.Contains('@', StringComparison.Ordinal) && !lone.Contains(' ', StringComparison.Ordinal)
                    ? new Found(comment, DisplayName.Address(lone, context), Angle: false, _quoted)
                    : new Found(lone, "", Angle: false, _quoted);
            }

            Clear();
            // What is left of "<>" and of brackets around blanks is nothing.
            return found is { Address: "", Name: null } ? null : found;
        }
    }
}
