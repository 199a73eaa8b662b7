using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ContactHub.Conversations;

namespace ContactHub.Email;

/// <summary>Makes the event of a mail, cut to what an event may carry; the whole is in the raw message.</summary>
internal static class ReceivedMail
{
    /// <param name="id">The Message-ID, or what stands for it.</param>
    /// <param name="proven">Whether the own exchanger vouches for the sender.</param>
    /// <param name="size">Bytes of a mail of which only the header was taken; null otherwise.</param>
    /// <param name="save">Keeps bytes and answers their id.</param>
    public static async Task<EmailReceived> Make(ParsedMail mail, string id, string rawId, bool proven, long? size, Func<ReadOnlyMemory<byte>, Task<string>> save)
    {
        var words = QuotedReply.Split(mail.Text ?? "");
        var text = words.Signature.Length == 0 ? words.Reply : words.Reply + "\n\n" + words.Signature;
        var html = mail.Html is { Length: > 0 } sent ? await save(Encoding.UTF8.GetBytes(HtmlSanitizer.Sanitize(sent).Html)) : null;
        var attachments = ImmutableArray.CreateBuilder<Attachment>();
        foreach (var part in mail.Attachments.Take(ConversationLimits.Attachments))
            attachments.Add(new Attachment(await save(part.Content), Cut(part.Name ?? "", 255), Cut(part.ContentType, 255), part.Size, part.Inline, part.ContentId is { } cid ? Cut(cid, 255) : null));
        return new EmailReceived(
            id, Address(mail.From), Addresses(mail.To), Cut(mail.Subject ?? "", ConversationLimits.EmailSubject),
            Cut(size is { } bytes ? TooLarge(bytes) : text, ConversationLimits.EmailText),
            Addresses(mail.Cc),
            words.Quoted.Length > 0 ? Cut(words.Quoted, ConversationLimits.EmailText) : null,
            html, attachments.ToImmutable(), new EmailFlags(mail.Auto is not null, Authenticated: proven), rawId,
            mail.InReplyTo is { Length: <= ConversationLimits.SourceId } answered ? answered : null, mail.Date?.ToUniversalTime());
    }

    private static string TooLarge(long bytes) => string.Create(
        CultureInfo.InvariantCulture, $"Bu e-posta {bytes / 1_048_576.0:0.#} MB; alınabilecek en büyük boyutu aştığı için içeriği alınmadı. Posta kutusunda duruyor.");

    private static EmailAddress Address(MailAddress? address) =>
        new(Cut(address?.Address.ToLowerInvariant() ?? "", 320), string.IsNullOrWhiteSpace(address?.Name) ? null : Cut(address.Name, 200));

    private static ImmutableArray<EmailAddress> Addresses(ImmutableArray<MailAddress> addresses) =>
        [.. addresses.Where(a => a.Address.Length > 0).Take(ConversationLimits.EmailAddresses).Select(Address)];

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
