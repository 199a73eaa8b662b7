using System.Collections.Immutable;

namespace ContactHub.Email;

/// <summary>Hands mail to the server of its mailbox.</summary>
internal sealed class MailSender(MailCredentials credentials, ThreadMarks marks, TimeProvider clock)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>The envelope's sender: reports that come there name their conversation by themselves.</summary>
    public string ReportsTo(MailboxOptions mailbox, string conversationId) => marks.ReplyAddress(mailbox.Address, conversationId);

    /// <summary>One result a recipient.</summary>
    /// <exception cref="MailServerException">The server says nothing to the mail, so whether it has it is not known.</exception>
    public async Task<ImmutableArray<SmtpResult>> Send(MailboxOptions mailbox, SmtpEnvelope envelope, ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        var credential = await credentials.ToSend(mailbox, ct);
        try
        {
            var name = mailbox.Address[(mailbox.Address.LastIndexOf('@') + 1)..];
            await using var client = await SmtpClient.Connect(mailbox.Smtp.Server(mailbox.Timeout), credential, name, clock, ct);
            var results = await client.Send(envelope, message, ct);
            if (client.IsUsable) await Leave(client);
            return results;
        }
        catch (MailServerException e) when (e.Fault == MailServerFault.Authentication)
        {
            credentials.Refused(mailbox, credential);
            throw;
        }
    }

    /// <summary>What the server makes of a good-bye changes nothing: its word about the mail was said before.</summary>
    private async Task Leave(SmtpClient client)
    {
        using var limit = new CancellationTokenSource(Farewell, clock);
        await client.Quit(limit.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    }
}
