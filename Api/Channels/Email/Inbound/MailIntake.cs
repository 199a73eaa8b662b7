using System.Collections.Immutable;
using System.Globalization;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Intake;

namespace ContactHub.Email;

/// <summary>
/// Records a mail in the conversation that it belongs to. What it keeps is named by what it is, and what it records by the mail's own key, so that
/// repeating it after any crash changes nothing.
/// </summary>
public sealed class MailIntake(IGrainFactory grains, FileStore files, ThreadMarks marks, MailThreads threads)
{
    /// <summary>Keeps the raw mail, then records it.</summary>
    /// <param name="size">Bytes of the whole mail, when <paramref name="raw"/> is only its header because the rest is too much; null otherwise.</param>
    /// <exception cref="TimeoutException">The store cannot take it now; repeat it later.</exception>
    /// <returns>The refusals; none when all is recorded.</returns>
    public async Task<ImmutableArray<CommandError>> Take(MailboxOptions mailbox, ReadOnlyMemory<byte> raw, long? size, CancellationToken ct)
    {
        var mail = MimeReader.Read(raw);
        var rawId = await files.Save(raw, ct);
        var proven = SenderProof.IsGiven(mail, mailbox.AuthenticationServer);
        var thread = await threads.ConversationOf(mail, mailbox, proven, ct);
        var id = mail.MessageId is { Length: > 0 and <= ConversationLimits.SourceId } given ? given : $"{SourceKeys.Hash(rawId)}@missing.invalid";
        var source = MailThreads.Source(id, mail.From?.Address);
        var failures = ImmutableArray.CreateBuilder<CommandError>();
        if (mail.Bounce is { OriginalMessageId: { } sent } bounce && marks.OfMessageId(sent, mailbox.Address) is { } conversation)
        {
            foreach (var (contact, at) in Failed(bounce, sent, rawId).Select((e, at) => (e, at)))
                await Record(new Contact(Channels.Email, source, Key($"failed:{at}"), contact, Identity: null, ConversationId: conversation, By: Actor.Hub));
            if (bounce.Recipients.Any(IsFinal)) return failures.ToImmutable();
        }

        var identity = mail.From is { Address.Length: > 0 } from ? new CitizenIdentity("email", from.Address, proven && mail.Auto is null) : null;
        var received = await ReceivedMail.Make(mail, id, rawId, proven, size, bytes => files.Save(bytes, ct));
        await Record(new Contact(Channels.Email, source, Key("received:" + Digest(mail)), received, identity, mail.From?.Name, DepartmentId: mailbox.Department, ConversationId: thread));
        return failures.ToImmutable();

        string Key(string what) => SourceKeys.Command(Channels.Email, source, what);

        async Task Record(Contact contact)
        {
            var receipt = await grains.GetGrain<IIntakeGrain>(SourceKeys.Grain(contact.Channel, contact.SourceId)).Receive(contact);
            if (receipt.Result.Error == CommandError.Unavailable) throw new TimeoutException("The store takes no writes at the moment.");
            if (!receipt.Result.Succeeded) failures.Add(receipt.Result.Error);
        }
    }

    /// <summary>Of what a person sees, so that copies that came on different ways are one mail, and different mails under one id are two.</summary>
    private static string Digest(ParsedMail mail) => SourceKeys.Hash(string.Join('\n', mail.Date?.ToString("O", CultureInfo.InvariantCulture), mail.Subject, mail.Text));

    private static IEnumerable<EmailFailed> Failed(MailBounce bounce, string sent, string rawId) =>
        bounce.Recipients.Where(IsFinal).Select(r => new EmailFailed(sent, r.Address, r.Status ?? "5.0.0", r.Diagnostic, rawId));

    private static bool IsFinal(BounceRecipient recipient) =>
        recipient.Action == "failed" && recipient.Status?.StartsWith("4.", StringComparison.Ordinal) != true;
}
