using System.Collections.Immutable;

namespace ContactHub.Email;

/// <summary>One mail as <see cref="MimeReader"/> understood it. The raw message is not part of it; whoever stores mail keeps that too.</summary>
/// <param name="MessageId">Without angle brackets; null when there is none.</param>
/// <param name="InReplyTo">The first id of In-Reply-To, without angle brackets.</param>
/// <param name="References">Ids without angle brackets, oldest first as in the header.</param>
/// <param name="From">The first mailbox of From; null when it has none.</param>
/// <param name="Text">What a person wrote as plain text, lines ended by \n; made from the HTML when there is nothing else.</param>
/// <param name="Html">The HTML as sent. Never show it before <see cref="HtmlSanitizer"/> has seen it.</param>
/// <param name="Auto">Null for a mail by a person, else one of <see cref="AutoKind"/>.</param>
/// <param name="Bounce">What a report says about mail that we sent; null for other mail.</param>
/// <param name="Headers">The header of the whole mail, in its order, values unfolded and decoded.</param>
/// <param name="Defects">Codes of <see cref="MimeDefect"/>, each once, in the order in which they were met.</param>
public sealed record ParsedMail(
    string? MessageId,
    string? InReplyTo,
    ImmutableArray<string> References,
    MailAddress? From,
    ImmutableArray<MailAddress> To,
    ImmutableArray<MailAddress> Cc,
    ImmutableArray<MailAddress> ReplyTo,
    string? Subject,
    DateTimeOffset? Date,
    string? Text,
    string? Html,
    ImmutableArray<MailAttachment> Attachments,
    string? Auto,
    MailBounce? Bounce,
    ImmutableArray<MailHeader> Headers,
    ImmutableArray<string> Defects)
{
    /// <summary>The value of the first field of that name (case does not matter); null when there is none.</summary>
    public string? Header(string name) => HeaderValues(name).FirstOrDefault();

    /// <summary>The values of all fields of that name, in their order.</summary>
    public IEnumerable<string> HeaderValues(string name) =>
        Headers.Where(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);
}

/// <summary>A mailbox.</summary>
/// <param name="Name">The display name, decoded; null when there is none.</param>
/// <param name="Address">As written, without angle brackets; empty when only a name was given.</param>
public sealed record MailAddress(string? Name, string Address);

/// <summary>A field of the header.</summary>
public sealed record MailHeader(string Name, string Value);

/// <summary>A part that is not the text of the mail.</summary>
/// <param name="Name">The file name as sent, decoded; null when none was given. It may hold anything but control characters and folders.</param>
/// <param name="ContentType">The declared media type in lower case, without parameters; never trust it.</param>
/// <param name="Size">Bytes of <paramref name="Content"/>.</param>
/// <param name="Inline">The text shows it: it is an image that the HTML names, or was sent as inline.</param>
/// <param name="ContentId">Without angle brackets.</param>
/// <param name="ContentLocation">The URL by which the HTML may name it.</param>
/// <param name="Content">The decoded bytes.</param>
public sealed record MailAttachment(
    string? Name, string ContentType, int Size, bool Inline, string? ContentId, string? ContentLocation, ReadOnlyMemory<byte> Content);

/// <summary>What a delivery report says.</summary>
/// <param name="OriginalMessageId">The Message-ID of the mail that it is about, without angle brackets.</param>
/// <param name="OriginalEnvelopeId">ENVID of that mail (RFC 3461).</param>
public sealed record MailBounce(ImmutableArray<BounceRecipient> Recipients, string? OriginalMessageId, string? OriginalEnvelopeId);

/// <summary>The fate of a mail for one recipient (RFC 3464).</summary>
/// <param name="Action">failed, delayed, delivered, relayed or expanded.</param>
/// <param name="Status">RFC 3463, such as 5.1.1; null when the report gives none. 4.x.x is not final.</param>
/// <param name="Diagnostic">The words of the other server, without their type (<c>smtp;</c>).</param>
public sealed record BounceRecipient(string Address, string Action, string? Status, string? Diagnostic);
