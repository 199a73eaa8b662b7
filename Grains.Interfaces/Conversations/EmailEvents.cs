using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContactHub.Conversations;

/// <summary>An e-mail address as a header shows it. <paramref name="Address"/> is lower case; it may hold anything a header can, so it is text, not proof.</summary>
[GenerateSerializer, Immutable, Alias("email-address")]
public sealed record EmailAddress([property: Id(0)] string Address, [property: Id(1)] string? Name = null);

/// <summary>Something attached. The bytes are in the hub's file store under <paramref name="Id"/>, never in an event.</summary>
/// <param name="Id">The id that the file store gave.</param>
/// <param name="Name">The file name, without a path.</param>
/// <param name="ContentType">Found by looking at the bytes where that is possible, otherwise as declared.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Inline">Part of the text, not attached to it.</param>
/// <param name="ContentId">What the HTML calls it by, without angle brackets.</param>
[GenerateSerializer, Immutable, Alias("attachment")]
public sealed record Attachment(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string ContentType,
    [property: Id(3)] long Size,
    [property: Id(4)] bool Inline = false,
    [property: Id(5)] string? ContentId = null);

/// <summary>What is to be known of a mail besides its text.</summary>
/// <param name="Auto">Written by a program (RFC 3834): it asks nothing of anybody, so nobody waits for an answer.</param>
/// <param name="Stranger">Came into the thread from somebody other than the citizen; shown, and never taken for the citizen's.</param>
/// <param name="Authenticated">The own mail exchanger vouches for the sender (RFC 8601), or it was replied from the mailbox.</param>
[GenerateSerializer, Immutable, Alias("email-flags")]
public sealed record EmailFlags(
    [property: Id(0)] bool Auto = false,
    [property: Id(1)] bool Stranger = false,
    [property: Id(2)] bool Authenticated = false);

/// <summary>A mail came in. Staff only.</summary>
/// <param name="MessageId">Without angle brackets; made up from the bytes when the mail has none.</param>
/// <param name="Text">What is new in it, as plain text, at most 64,000 characters.</param>
/// <param name="Quoted">What it quotes of earlier mails, kept beside; null when nothing.</param>
/// <param name="HtmlId">The sanitised HTML in the file store; null when there is none.</param>
/// <param name="RawId">The message as it came, in the file store.</param>
/// <param name="SentAt">By the sender's clock.</param>
[GenerateSerializer, Immutable, Alias("event.email-received")]
public sealed record EmailReceived(
    [property: Id(0)] string MessageId,
    [property: Id(1)] EmailAddress From,
    [property: Id(2)] ImmutableArray<EmailAddress> To,
    [property: Id(3)] string Subject,
    [property: Id(4)] string Text,
    [property: Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<EmailAddress> Cc = default,
    [property: Id(6)] string? Quoted = null,
    [property: Id(7)] string? HtmlId = null,
    [property: Id(8), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<Attachment> Attachments = default,
    [property: Id(9)] EmailFlags? Flags = null,
    [property: Id(10)] string? RawId = null,
    [property: Id(11)] string? InReplyTo = null,
    [property: Id(12)] DateTimeOffset? SentAt = null) : ConversationEvent;

/// <summary>A mail is to go out, and is on its way as soon as this is stored. Staff only.</summary>
/// <param name="MessageId">Without angle brackets, made by the hub before the command, so that sending again sends the same mail.</param>
/// <param name="From">The mailbox it is sent as.</param>
/// <param name="Auto">Written by the hub, and marked so (RFC 3834).</param>
/// <param name="Signature">What stands below <paramref name="Text"/>, behind the line <c>-- </c> (RFC 3676 section 4.3); null for nothing.</param>
[GenerateSerializer, Immutable, Alias("event.email-sent")]
public sealed record EmailSent(
    [property: Id(0)] string MessageId,
    [property: Id(1)] EmailAddress From,
    [property: Id(2)] ImmutableArray<EmailAddress> To,
    [property: Id(3)] string Subject,
    [property: Id(4)] string Text,
    [property: Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<EmailAddress> Cc = default,
    [property: Id(6)] string? HtmlId = null,
    [property: Id(7), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<Attachment> Attachments = default,
    [property: Id(8)] string? InReplyTo = null,
    [property: Id(9), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<string> References = default,
    [property: Id(10)] bool Auto = false,
    [property: Id(11)] string? Signature = null) : ConversationEvent;

/// <summary>A mail that was sent did not arrive (RFC 3464), or the hub gave up sending it. Staff only.</summary>
/// <param name="MessageId">Of the mail that was sent.</param>
/// <param name="Status">Enhanced status code such as <c>5.1.1</c> (RFC 3463).</param>
/// <param name="Diagnostic">What the other server said; null when nothing.</param>
/// <param name="RawId">The report as it came, in the file store; null when the hub itself gave up.</param>
[GenerateSerializer, Immutable, Alias("event.email-failed")]
public sealed record EmailFailed(
    [property: Id(0)] string MessageId,
    [property: Id(1)] string Recipient,
    [property: Id(2)] string Status,
    [property: Id(3)] string? Diagnostic = null,
    [property: Id(4)] string? RawId = null) : ConversationEvent;
