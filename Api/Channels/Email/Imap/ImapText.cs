using System.Text;

namespace ContactHub.Email;

/// <summary>How text is written in commands.</summary>
internal static class ImapText
{
    /// <summary>A quoted string (RFC 3501 section 4.3).</summary>
    /// <exception cref="ArgumentException">It has a line break or a zero, which no quoted string can.</exception>
    public static string Quote(string text)
    {
        if (text.AsSpan().ContainsAny('\r', '\n', '\0')) throw new ArgumentException("Line breaks cannot be quoted.", nameof(text));
        return "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }

    /// <summary>A mailbox's name in modified UTF-7 (RFC 3501 section 5.1.3).</summary>
    public static string MailboxName(string name)
    {
        var written = new StringBuilder();
        for (var at = 0; at < name.Length;)
        {
            var end = at;
            while (end < name.Length && name[end] is < ' ' or > '~') end++;
            if (end > at) written.Append('&').Append(Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(name[at..end])).TrimEnd('=').Replace('/', ',')).Append('-');
            else written.Append(name[end++] is '&' ? "&-" : name[at].ToString());
            at = end;
        }

        return written.ToString();
    }
}
