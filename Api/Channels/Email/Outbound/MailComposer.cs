using System.Collections.Immutable;
using ContactHub.Conversations;
using ContactHub.Files;

namespace ContactHub.Email;

/// <summary>Makes the mail of an event: the same bytes, under the same Message-ID, however often.</summary>
public sealed class MailComposer(FileStore files, ThreadMarks marks)
{
    /// <param name="at">When the event was stored: the mail's date.</param>
    /// <exception cref="FileNotFoundException">An attachment is not in the file store.</exception>
    public async Task<byte[]> Compose(EmailSent mail, MailboxOptions mailbox, string conversationId, DateTimeOffset at, CancellationToken ct)
    {
        var attached = ImmutableArray.CreateBuilder<OutgoingFile>();
        foreach (var file in mail.Attachments.IsDefault ? [] : mail.Attachments)
        {
            var bytes = await files.Read(file.Id, ct) ?? throw new FileNotFoundException("An attachment is not there any more.");
            attached.Add(new OutgoingFile(file.Name, file.ContentType, bytes, file.Inline ? file.ContentId : null));
        }

        return MimeWriter.Write(new OutgoingMail(
            mail.MessageId, mail.From, marks.ReplyAddress(mailbox.Address, conversationId), Sendable(mail.To), mail.Cc.IsDefault ? [] : Sendable(mail.Cc), mail.Subject, mail.Text, at,
            mail.InReplyTo, mail.References.IsDefault ? [] : mail.References, attached.ToImmutable(), mail.Auto, mail.Signature));
    }

    /// <summary>The addresses that a mail is to go to, as they go over the wire, each once.</summary>
    public static ImmutableArray<string> Recipients(EmailSent mail) =>
        [.. mail.To.Concat(mail.Cc.IsDefault ? [] : mail.Cc).Select(to => OutgoingAddress.OnTheWire(to.Address)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>What is no address goes into no field; that nothing was sent there is said where it was written.</summary>
    private static ImmutableArray<EmailAddress> Sendable(ImmutableArray<EmailAddress> addresses) => [.. addresses.Where(address => OutgoingAddress.OnTheWire(address.Address) is not null)];
}
