using System.Text;

namespace ContactHub.Email;

/// <summary>Signing in: SASL PLAIN (RFC 4616) and XOAUTH2, in one step where the server can (SASL-IR, RFC 4959), or LOGIN.</summary>
internal static class ImapSignIn
{
    /// <exception cref="ImapException"><see cref="ImapFault.Authentication"/>: refused.</exception>
    public static async Task Run(ImapConnection connection, ImapCredential credential, IReadOnlySet<string> capabilities, CancellationToken ct)
    {
        try
        {
            await (credential switch
            {
                ImapToken token => Sasl(connection, "XOAUTH2", $"user={token.User}\u0001auth=Bearer {token.AccessToken}\u0001\u0001", capabilities, ct),
                ImapPassword plain when capabilities.Contains("AUTH=PLAIN") => Sasl(connection, "PLAIN", $"\0{plain.User}\0{plain.Password}", capabilities, ct),
                ImapPassword when capabilities.Contains("LOGINDISABLED") =>
                    throw new ImapException(ImapFault.Authentication, "The server takes no passwords on this connection."),
                ImapPassword login => connection.Run($"LOGIN {ImapText.Quote(login.User)} {ImapText.Quote(login.Password)}", ct),
                _ => throw new ArgumentException("There is no way to sign in with this.", nameof(credential)),
            });
        }
        catch (ImapException e) when (e.Fault == ImapFault.Refused)
        {
            throw new ImapException(ImapFault.Authentication, "The server does not let this user in: " + e.Message, e);
        }
    }

    private static async Task Sasl(ImapConnection connection, string mechanism, string words, IReadOnlySet<string> capabilities, CancellationToken ct)
    {
        var response = Convert.ToBase64String(Encoding.UTF8.GetBytes(words));
        var atOnce = capabilities.Contains("SASL-IR");
        var tag = await connection.Send(atOnce ? $"AUTHENTICATE {mechanism} {response}" : "AUTHENTICATE " + mechanism, ct);
        var sent = atOnce;
        while (true)
        {
            var answer = await connection.Read(ct);
            if (answer.Tag == "+")
            {
                // A second challenge tells of an error (XOAUTH2); an empty line asks for the end of it.
                await connection.SendLine(sent ? "" : response, ct);
                sent = true;
            }
            else if (answer.Tag == tag)
            {
                if (answer.Keyword == "OK") return;
                throw new ImapException(ImapFault.Refused, $"{answer.Keyword} {answer.Text}");
            }
        }
    }
}
