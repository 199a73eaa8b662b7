using System.Security.Cryptography.X509Certificates;

namespace ContactHub.Email;

/// <summary>How a connection to a mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>TLS from the first byte (RFC 8314); port 993 for IMAP.</summary>
    Tls,
    /// <summary>TLS begun by STARTTLS; a server that doesn't offer it is refused.</summary>
    StartTls,
    /// <summary>Readable by everybody on the way; only for a server on this machine.</summary>
    None,
}

/// <summary>An IMAP server and how it is spoken to.</summary>
/// <param name="Host">Also the name that its certificate must bear.</param>
/// <param name="Authority">The one authority that is trusted to sign the certificate; null for the system's.</param>
/// <param name="Timeout">How long the server may be silent while an answer is due.</param>
/// <param name="MostBytes">Largest literal that is taken, in bytes; a larger one ends the connection.</param>
public sealed record ImapSettings(
    string Host, int Port, MailSecurity Security, X509Certificate2? Authority, TimeSpan Timeout, int MostBytes = 64 * 1024 * 1024);

/// <summary>What proves who signs in.</summary>
public abstract record ImapCredential(string User);

/// <summary>A password: AUTHENTICATE PLAIN (RFC 4616) where the server knows it, else LOGIN.</summary>
public sealed record ImapPassword(string User, string Password) : ImapCredential(User)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => nameof(ImapPassword);
}

/// <summary>An OAuth 2 access token: AUTHENTICATE XOAUTH2, as Google and Microsoft document it.</summary>
public sealed record ImapToken(string User, string AccessToken) : ImapCredential(User)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => nameof(ImapToken);
}

/// <summary>A selected mailbox.</summary>
/// <param name="UidValidity">As long as it stays, a UID is one message's for ever (RFC 3501 section 2.3.1.1).</param>
/// <param name="Exists">Messages in it.</param>
/// <param name="TakesKeywords">Whether flags of one's own can be kept.</param>
public sealed record ImapMailbox(uint UidValidity, uint Exists, bool TakesKeywords);

/// <summary>What is known of a message before it is read.</summary>
/// <param name="Size">RFC822.SIZE in bytes.</param>
public sealed record ImapMessage(uint Uid, long Size);
