using System.Security.Cryptography.X509Certificates;

namespace ContactHub.Email;

/// <summary>How a connection to a mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>TLS from the first byte (RFC 8314); port 993 for IMAP, 465 for SMTP.</summary>
    Tls,
    /// <summary>TLS begun by STARTTLS; a server that doesn't offer it is refused.</summary>
    StartTls,
    /// <summary>Readable by everybody on the way; only for a server on this machine.</summary>
    None,
}

/// <summary>An IMAP or SMTP server and how it is spoken to.</summary>
/// <param name="Host">Also the name that its certificate must bear.</param>
/// <param name="Authority">The one authority that is trusted to sign the certificate; null for the system's.</param>
/// <param name="Timeout">How long the server may be silent while an answer is due.</param>
/// <param name="MostBytes">Largest single thing that is taken from it, in bytes; a larger one ends the connection.</param>
public sealed record MailServer(
    string Host, int Port, MailSecurity Security, X509Certificate2? Authority, TimeSpan Timeout, int MostBytes = 64 * 1024 * 1024);
