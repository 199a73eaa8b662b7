using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ContactHub.Email;

/// <summary>
/// The marks by which an answer names its conversation: a reply address with a part behind + (RFC 5233), and our own Message-IDs. Both carry the
/// conversation's id and 64 bits of an HMAC-SHA-256 over it and the mailbox, so that nobody can write into a conversation by guessing.
/// </summary>
public sealed class ThreadMarks
{
    private const int MacLength = 16;
    private readonly byte[] _key;

    public ThreadMarks(EmailOptions options) => _key = Encoding.UTF8.GetBytes(options.Secret);

    /// <summary>Where answers to mail of this conversation go: <c>cozum+ID.MAC@ornek.bel.tr</c>.</summary>
    public string ReplyAddress(string mailbox, string conversationId)
    {
        var (local, domain) = Split(mailbox);
        return $"{local}+{conversationId}.{Mac("to", mailbox, conversationId)}@{domain}";
    }

    /// <summary>A Message-ID without angle brackets.</summary>
    /// <param name="unique">What no other mail of the conversation has: letters, digits and -.</param>
    public string MessageId(string mailbox, string conversationId, string unique) =>
        $"{unique}.{conversationId}.{Mac("id", mailbox, conversationId + "." + unique)}@{Split(mailbox).Domain}";

    /// <summary>The conversation that a mail names by addresses that it came to, then by In-Reply-To, then by References from the last on; null when by none.</summary>
    public string? ConversationOf(ParsedMail mail, string mailbox)
    {
        foreach (var header in (string[])["Delivered-To", "X-Original-To", "Envelope-To"])
        {
            foreach (var value in mail.HeaderValues(header))
            {
                if (OfAddress(value.Trim().Trim('<', '>'), mailbox) is { } found) return found;
            }
        }

        foreach (var address in mail.To.Concat(mail.Cc))
        {
            if (OfAddress(address.Address, mailbox) is { } found) return found;
        }

        ImmutableArray<string> answered = [.. mail.InReplyTo is { } id ? [id] : Array.Empty<string>(), .. mail.References.Reverse()];
        return answered.Select(reference => OfMessageId(reference, mailbox)).FirstOrDefault(found => found is not null);
    }

    /// <summary>The conversation of a Message-ID of ours; null when it isn't one.</summary>
    public string? OfMessageId(string messageId, string mailbox)
    {
        var parts = Split(messageId).Local.Split('.');
        return parts.Length == 3 && IsMac(parts[2], Mac("id", mailbox, parts[1] + "." + parts[0])) ? parts[1] : null;
    }

    private string? OfAddress(string address, string mailbox)
    {
        var (local, domain) = Split(address);
        var (ownLocal, ownDomain) = Split(mailbox);
        if (!string.Equals(domain, ownDomain, StringComparison.OrdinalIgnoreCase) || !local.StartsWith(ownLocal + "+", StringComparison.OrdinalIgnoreCase)) return null;
        var parts = local[(ownLocal.Length + 1)..].Split('.');
        return parts.Length == 2 && IsMac(parts[1], Mac("to", mailbox, parts[0])) ? parts[0] : null;
    }

    private string Mac(string use, string mailbox, string what) => Convert.ToHexStringLower(
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{use}\n{mailbox.ToLowerInvariant()}\n{what}")).AsSpan(0, MacLength / 2));

    private static bool IsMac(string given, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given.ToLowerInvariant()), Encoding.UTF8.GetBytes(right));

    private static (string Local, string Domain) Split(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 0 ? (address, "") : (address[..at], address[(at + 1)..]);
    }
}
