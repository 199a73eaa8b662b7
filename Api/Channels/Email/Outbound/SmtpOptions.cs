namespace ContactHub.Email;

/// <summary>The server that sends a mailbox's mail: <c>Smtp</c> of an entry of <c>Email:Mailboxes</c>; without a host the mailbox is only read.</summary>
public sealed record SmtpOptions
{
    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>PEM file of the one authority that is trusted to sign the server's certificate; empty for the system's.</summary>
    public string AuthorityFile { get; init; } = "";

    /// <summary>Whether to sign in; false for a server that lets this machine send without.</summary>
    public bool SignIn { get; init; } = true;

    /// <summary>Empty for the mailbox's.</summary>
    public string User { get; init; } = "";

    /// <summary>Empty, and no <see cref="TokenFile"/>: signs in as the mailbox does.</summary>
    public string Password { get; init; } = "";

    /// <summary>As the mailbox's.</summary>
    public string TokenFile { get; init; } = "";

    /// <summary>Whether mail can be sent.</summary>
    public bool IsOn => Host.Length > 0;

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    /// <param name="path">What they are called in the configuration.</param>
    public IEnumerable<string> Problems(string path)
    {
        if (!IsOn) yield break;
        if (Port is < 1 or > 65_535) yield return $"{path}:Port must be between 1 and 65535.";
        if (Security == MailSecurity.None && !Authorities.IsThisMachine(Host)) yield return $"{path}:Security may only be None for a server on this machine.";
        if (Password.Length > 0 && TokenFile.Length > 0) yield return $"{path} needs either Password or TokenFile.";
        if (!SignIn && (User + Password + TokenFile).Length > 0) yield return $"{path} has somebody to sign in, and SignIn=false.";
        if (Authorities.Problem(AuthorityFile, path) is { } problem) yield return problem;
    }

    /// <summary>How the server is spoken to.</summary>
    public MailServer Server(TimeSpan timeout) => new(Host, Port, Security, Authorities.Read(AuthorityFile), timeout);

    /// <summary>Without password.</summary>
    public override string ToString() => $"{nameof(SmtpOptions)} {Host}";
}
