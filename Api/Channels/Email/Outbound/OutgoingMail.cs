using System.Collections.Immutable;
using ContactHub.Conversations;

namespace ContactHub.Email;

/// <summary>Everything that a mail of the hub is made of; the same values always make the same bytes, so sending again sends the same mail.</summary>
/// <param name="MessageId">Without angle brackets.</param>
/// <param name="ReplyTo">Where answers go: the signed address of the conversation.</param>
/// <param name="Text">What was written, lines ended by \n; the HTML is made of it.</param>
/// <param name="References">Ids without angle brackets, oldest first.</param>
/// <param name="IsAutomatic">Written by the hub and not by a person (RFC 3834).</param>
/// <param name="Signature">Below the text; null for none.</param>
public sealed record OutgoingMail(
    string MessageId,
    EmailAddress From,
    string ReplyTo,
    ImmutableArray<EmailAddress> To,
    ImmutableArray<EmailAddress> Cc,
    string Subject,
    string Text,
    DateTimeOffset Date,
    string? InReplyTo,
    ImmutableArray<string> References,
    ImmutableArray<OutgoingFile> Files,
    bool IsAutomatic = false,
    string? Signature = null);

/// <summary>Something attached.</summary>
/// <param name="ContentId">What the HTML calls an image by that is shown in it, without angle brackets; null for a file beside the text.</param>
public sealed record OutgoingFile(string Name, string ContentType, ReadOnlyMemory<byte> Content, string? ContentId = null)
{
    /// <summary>Whether it is a picture in the text. Readers take other things that are in the text for a part of it.</summary>
    public bool IsShown => ContentId is not null && ContentType.StartsWith("image/", StringComparison.OrdinalIgnoreCase);
}
