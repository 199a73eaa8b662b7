namespace ContactHub.Email;

/// <summary>What the hub signs in with at the servers of a mailbox.</summary>
public sealed class MailCredentials(AccessTokens tokens)
{
    /// <summary>For reading.</summary>
    /// <exception cref="IOException">The file with the token cannot be read, or the token endpoint gives none.</exception>
    public async Task<MailCredential> ToRead(MailboxOptions mailbox, CancellationToken ct) =>
        mailbox.Token.IsOn ? new MailToken(mailbox.User, await tokens.Get(mailbox.Id, mailbox.Token, ct))
        : mailbox.TokenFile.Length > 0 ? await OfFile(mailbox.User, mailbox.TokenFile, ct)
        : new MailPassword(mailbox.User, mailbox.Password);

    /// <summary>For sending: what the SMTP server's settings have, else what reads the mailbox; null when nobody signs in there.</summary>
    /// <inheritdoc cref="ToRead"/>
    public async Task<MailCredential?> ToSend(MailboxOptions mailbox, CancellationToken ct)
    {
        var smtp = mailbox.Smtp;
        if (!smtp.SignIn) return null;
        var user = smtp.User.Length > 0 ? smtp.User : mailbox.User;
        return smtp.Password.Length > 0 ? new MailPassword(user, smtp.Password)
            : smtp.TokenFile.Length > 0 ? await OfFile(user, smtp.TokenFile, ct)
            : await ToRead(mailbox, ct) with { User = user };
    }

    /// <summary>A server refused it; a token is fetched anew next time.</summary>
    public void Refused(MailboxOptions mailbox, MailCredential? credential)
    {
        if (credential is MailToken token) tokens.Forget(mailbox.Id, token.AccessToken);
    }

    private static async Task<MailToken> OfFile(string user, string file, CancellationToken ct) => new(user, (await File.ReadAllTextAsync(file, ct)).Trim());
}
