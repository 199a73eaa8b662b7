namespace ContactHub.Email;

/// <summary>Signing in: SASL PLAIN (RFC 4616) and XOAUTH2, in one step where the server can (SASL-IR, RFC 4959), or LOGIN.</summary>
internal static class ImapSignIn
{
    /// <exception cref="MailServerException"><see cref="MailServerFault.Authentication"/>: refused.</exception>
    public static async Task Run(ImapConnection connection, MailCredential credential, IReadOnlySet<string> capabilities, CancellationToken ct)
    {
        try
        {
            await (credential switch
            {
                MailToken => Sasl(connection, credential, capabilities, ct),
                MailPassword when capabilities.Contains("AUTH=PLAIN") => Sasl(connection, credential, capabilities, ct),
                MailPassword when capabilities.Contains("LOGINDISABLED") =>
                    throw new MailServerException(MailServerFault.Authentication, "The server takes no passwords on this connection."),
                MailPassword login => connection.Run($"LOGIN {ImapText.Quote(login.User)} {ImapText.Quote(login.Password)}", ct),
                _ => throw new ArgumentException("There is no way to sign in with this.", nameof(credential)),
            });
        }
        catch (MailServerException e) when (e.Fault == MailServerFault.Refused)
        {
            throw new MailServerException(MailServerFault.Authentication, "The server does not let this user in: " + e.Message, e);
        }
    }

    private static async Task Sasl(ImapConnection connection, MailCredential credential, IReadOnlySet<string> capabilities, CancellationToken ct)
    {
        var atOnce = capabilities.Contains("SASL-IR");
        var tag = await connection.Send(atOnce ? $"AUTHENTICATE {credential.Mechanism} {credential.Response}" : "AUTHENTICATE " + credential.Mechanism, ct);
        var sent = atOnce;
        while (true)
        {
            var answer = await connection.Read(ct);
            if (answer.Tag == "+")
            {
                // A second challenge tells of an error (XOAUTH2); an empty line asks for the end of it.
                await connection.SendLine(sent ? "" : credential.Response, ct);
                sent = true;
            }
            else if (answer.Tag == tag)
            {
                if (answer.Keyword == "OK") return;
                throw new MailServerException(MailServerFault.Refused, $"{answer.Keyword} {answer.Text}");
            }
        }
    }
}
