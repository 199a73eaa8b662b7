using System.Text;

namespace ContactHub.Email;

/// <summary>Signing in to send (RFC 4954): SASL PLAIN or LOGIN with a password, XOAUTH2 with a token.</summary>
internal static class SmtpSignIn
{
    /// <param name="offered">Names of mechanisms, as the server's EHLO gave them.</param>
    /// <exception cref="MailServerException"><see cref="MailServerFault.Authentication"/>: refused, or there is no way that both know.</exception>
    public static async Task Run(SmtpConnection connection, MailCredential credential, string offered, CancellationToken ct)
    {
        var mechanisms = offered.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var reply = mechanisms.Contains(credential.Mechanism, StringComparer.Ordinal) ? await Sasl(connection, credential, ct)
            : credential is MailPassword password && mechanisms.Contains("LOGIN", StringComparer.Ordinal) ? await Login(connection, password, ct)
            : throw new MailServerException(MailServerFault.Authentication, $"The server lets nobody in by {credential.Mechanism} on this connection.");
        if (reply.Code == 235) return;
        throw reply.IsPassing
            ? new MailServerException(MailServerFault.Connection, $"The server cannot let anybody in now: {reply}")
            : new MailServerException(MailServerFault.Authentication, $"The server does not let this user in: {reply}");
    }

    private static async Task<SmtpReply> Sasl(SmtpConnection connection, MailCredential credential, CancellationToken ct)
    {
        var reply = await connection.Run($"AUTH {credential.Mechanism} {credential.Response}", ct);
        // A challenge after the response tells of an error (XOAUTH2); an empty line asks for the end of it.
        return reply.Code == 334 ? await connection.Run("", ct) : reply;
    }

    private static async Task<SmtpReply> Login(SmtpConnection connection, MailPassword password, CancellationToken ct)
    {
        var reply = await connection.Run("AUTH LOGIN", ct);
        foreach (var answer in (string[])[password.User, password.Password])
        {
            if (reply.Code != 334) return reply;
            reply = await connection.Run(Convert.ToBase64String(Encoding.UTF8.GetBytes(answer)), ct);
        }

        return reply;
    }
}
