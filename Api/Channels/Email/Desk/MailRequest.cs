using System.Collections.Immutable;
using ContactHub.Conversations;
using ContactHub.Security;
using ContactHub.Texts;

namespace ContactHub.Email;

/// <summary>A mail as an agent sends it.</summary>
/// <param name="Mailbox">The id of the mailbox to send as.</param>
/// <param name="Answers">The sequence of the mail that is answered; null when none is.</param>
/// <param name="Uploads">Ids of uploaded files.</param>
/// <param name="Signed">False to leave the signature out.</param>
/// <param name="CitizenId">Of a mail that begins a conversation: whom it is to; null when only the first address is known.</param>
internal sealed record MailRequest(
    string? ClientId, string? Mailbox, EmailAddress[]? To, EmailAddress[]? Cc, string? Subject, string? Text, long? Answers = null, string[]? Uploads = null,
    bool Signed = true, string? CitizenId = null)
{
    private const int MostRecipients = 50;

    /// <summary>What is wrong with it.</summary>
    /// <param name="mailbox">The mailbox that it names; null when there is no such one that sends.</param>
    public Faults Check(MailboxOptions? mailbox) => new Faults()
        .Require(ClientId is { Length: >= 8 and <= ConversationLimits.CommandId } && ClientId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'), "clientId",
            new StaffText("İstek kimliği eksik.", "The client id is missing."))
        .Require(mailbox is not null, "mailbox", new StaffText("Bu posta kutusundan e-posta gönderilemiyor.", "No mail can be sent from this mailbox."))
        .Require(To is { Length: > 0 }, "to", new StaffText("Alıcı eksik.", "There is no recipient."))
        .Require((To?.Length ?? 0) + (Cc?.Length ?? 0) <= MostRecipients, "to", new StaffText($"En çok {MostRecipients} alıcı olabilir.", $"At most {MostRecipients} recipients are allowed."))
        .Require(Addresses(To) && Addresses(Cc), "to", new StaffText("Alıcılardan biri e-posta adresi değil.", "One of the recipients is not an e-mail address."))
        .Require(Subject is null or { Length: <= ConversationLimits.EmailSubject } && Subject?.Any(char.IsControl) != true, "subject", new StaffText("Konu çok uzun ya da denetim karakterleri içeriyor.", "The subject is too long, or contains control characters."))
        .Text("text", Text, Uploads is { Length: > 0 } ? 0 : 1, ConversationLimits.EmailText)
        .Require(Uploads is null or { Length: <= ConversationLimits.MessageFiles }, "uploads", new StaffText($"En çok {ConversationLimits.MessageFiles} dosya eklenebilir.", $"At most {ConversationLimits.MessageFiles} files can be attached."));

    /// <summary>The event of it.</summary>
    /// <param name="number">The conversation's, for the tag in the subject; null while it has none.</param>
    public EmailSent ToEvent(
        string messageId, MailboxOptions mailbox, ImmutableArray<Attachment> files, string? inReplyTo, ImmutableArray<string> references, long? number, string? signature) => new(
        messageId, new EmailAddress(mailbox.Address, mailbox.Name.Length > 0 ? mailbox.Name : null), Written(To), number is { } tag ? MailSubject.Tagged(Subject ?? "", tag) : (Subject ?? "").Trim(), (Text ?? "").Trim(), Written(Cc),
        Attachments: files, InReplyTo: inReplyTo, References: references, Signature: signature);

    private static bool Addresses(EmailAddress[]? addresses) =>
        addresses?.All(to => to?.Address is not null && OutgoingAddress.OnTheWire(to.Address.Trim()) is not null && to.Name is null or { Length: <= 200 }) != false;

    private static ImmutableArray<EmailAddress> Written(EmailAddress[]? addresses) =>
        [.. (addresses ?? []).Select(to => new EmailAddress(to.Address.Trim().ToLowerInvariant(), string.IsNullOrWhiteSpace(to.Name) ? null : to.Name.Trim()))];
}
