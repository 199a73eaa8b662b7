namespace ContactHub.Email;

/// <summary>Why a mail server's service was not to be had.</summary>
public enum MailServerFault
{
    /// <summary>It could not be reached, or the connection broke.</summary>
    Connection,
    /// <summary>TLS failed: no STARTTLS, or a certificate that isn't to be trusted.</summary>
    Security,
    /// <summary>User, password or token were refused.</summary>
    Authentication,
    /// <summary>It answered NO, BAD or a code of failure; the connection is still good.</summary>
    Refused,
    /// <summary>It was silent for too long.</summary>
    Timeout,
    /// <summary>It broke the protocol, or went beyond a limit.</summary>
    Protocol,
}

/// <summary>A mail server did not do what was asked. Unless <see cref="MailServerFault.Refused"/>, the connection is of no more use.</summary>
public sealed class MailServerException(MailServerFault fault, string message, Exception? inner = null) : IOException(message, inner)
{
    public MailServerFault Fault { get; } = fault;
}
