using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContactHub.Conversations;
using ContactHub.Intake;
using ContactHub.Outbound;
using ContactHub.Realtime;
using ContactHub.Storage;

namespace ContactHub.Email;

/// <summary>
/// Sends the mails of the timeline, to each recipient by itself: who could not be reached is tried again without another copy to the others. What was
/// handed to the server shortly before a crash is handed over again, under the same Message-ID.
/// </summary>
internal sealed partial class EmailChannel(
    EmailOptions options, MailComposer composer, MailSender sender, IEventLog log, IGrainFactory grains, ConversationCalls conversations, ILogger<EmailChannel> logger) : IOutboundChannel
{
    private const string Kind = "emailSent";

    /// <summary>The tries were over before the other side took it (RFC 3463: delivery time expired).</summary>
    private const string TooLate = "4.4.7";

    public string Name => "email";

    // A server may think over a mail for ten minutes.
    public DeliveryLimits Limits { get; } = new()
    {
        Parallel = 4, SendTimeout = TimeSpan.FromMinutes(11), FirstPause = options.RetryPause, LongestPause = TimeSpan.FromHours(1), MostAge = options.GiveUpAfter,
    };

    public ValueTask<IReadOnlyList<NewDelivery>> Select(StoredEvent e, CancellationToken ct) => new(
        e.Kind == Kind && EventCodec.FromStored(e).Event is EmailSent mail
            ? [.. MailComposer.Recipients(mail).Select(recipient => new NewDelivery(recipient, $"{e.ConversationId} {recipient}"))]
            : ImmutableArray<NewDelivery>.Empty);

    public async ValueTask<DeliveryOutcome> Send(Delivery delivery, CancellationToken ct)
    {
        var (stored, mail) = await Mail(delivery, ct);
        if (options.Mailbox(mail.From.Address) is not { Smtp.IsOn: true } mailbox) return new DeliveryOutcome.Retry("The mailbox sends no mail; it is not in the settings.", Code: "settings");
        byte[] raw;
        try
        {
            raw = await composer.Compose(mail, mailbox, delivery.ConversationId, stored.At, ct);
        }
        catch (FileNotFoundException e)
        {
            return new DeliveryOutcome.Failed(e.Message, "5.6.0");
        }

        // Reports about automatic mail would be answered automatically (RFC 3834 section 3.3).
        var envelope = new SmtpEnvelope(mail.Auto ? "" : OutgoingAddress.OnTheWire(sender.ReportsTo(mailbox, delivery.ConversationId))!, [delivery.Target]);
        try
        {
            var reply = (await sender.Send(mailbox, envelope, raw, ct))[0].Reply;
            if (reply.IsPassing) return new DeliveryOutcome.Retry(reply.ToString(), Code: reply.Status);
            if (!reply.IsGood) return new DeliveryOutcome.Failed(reply.ToString(), reply.Status ?? "5.0.0");
            await Report(delivery, mail);
            return new DeliveryOutcome.Delivered(reply.Status, reply.ToString());
        }
        catch (MailServerException e)
        {
            EmailChannelLog.ServerFailed(logger, e, mailbox.Id);
            return new DeliveryOutcome.Retry(e.Message, Code: e.Fault.ToString().ToLowerInvariant());
        }
    }

    public async ValueTask GivenUp(Delivery delivery, CancellationToken ct)
    {
        var (_, mail) = await Mail(delivery, ct);
        var status = delivery.Code is { } code && FinalStatus().IsMatch(code) ? code : TooLate;
        var failed = new EmailFailed(mail.MessageId, delivery.Target, status, delivery.Detail);
        var command = SourceKeys.Command(Channels.Email, mail.MessageId, "unsent:" + delivery.Target);
        var receipt = await grains.GetGrain<IIntakeGrain>(SourceKeys.Grain(Channels.Email, mail.MessageId))
            .Receive(new Contact(Channels.Email, mail.MessageId, command, failed, Identity: null, ConversationId: delivery.ConversationId, By: Actor.Hub));
        if (!receipt.Result.Succeeded) throw new InvalidOperationException($"The failure could not be recorded: {receipt.Result.Error}.");
    }

    private async Task<(StoredEvent Stored, EmailSent Mail)> Mail(Delivery delivery, CancellationToken ct)
    {
        var stored = await log.Read(delivery.ConversationId, delivery.Seq - 1, 1, ct);
        return stored is [var e] && EventCodec.FromStored(e).Event is EmailSent mail ? (e, mail) : throw new InvalidOperationException("The event of the delivery is no mail.");
    }

    /// <summary>Says in the timeline that the server has it. The mail is sent whether or not that can be kept, so a fault here must not send it again.</summary>
    private async Task Report(Delivery delivery, EmailSent mail)
    {
        try
        {
            var sent = new RecordContact(
                Actor.Hub, SourceKeys.Command(Channels.Email, mail.MessageId, "sent"), Channels.Email, new DeliveryReported(delivery.Seq, DeliveryStatus.Sent));
            var result = await conversations.To(delivery.ConversationId).Execute(sent);
            // Of a conversation that was merged meanwhile the other one shows what is new; its sequences are others.
            if (result is { Succeeded: false, Error: not CommandError.Moved }) EmailChannelLog.NotReported(logger, null, delivery.Id);
        }
        catch (Exception e)
        {
            EmailChannelLog.NotReported(logger, e, delivery.Id);
        }
    }

    [GeneratedRegex(@"^5\.\d{1,3}\.\d{1,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FinalStatus();
}
