using ContactHub.Citizens;
using ContactHub.Conversations;

namespace ContactHub.Intake;

/// <summary>
/// Where mails, calls and messengers' messages come in: finds the citizen and the conversation, opens one when there is none, and records what happened, once however often
/// it is told. The key is <see cref="SourceKeys.Grain"/> of the contact's channel and source, so that what one call tells stays in order.
/// </summary>
[Alias("intake")]
public interface IIntakeGrain : IGrainWithStringKey
{
    /// <summary>
    /// Durable when it answers without an error. <c>Unavailable</c>, or a call that throws: nothing is lost by repeating it. The other refusals are
    /// <see cref="RecordContact"/>'s, of a message <see cref="PostMessage"/>'s.
    /// </summary>
    [Alias("receive")]
    Task<ContactReceipt> Receive(Contact contact);

    /// <summary>Finds the conversation in which staff write to a citizen, as <see cref="Receive"/> finds that of what a citizen tells: the open one, or one to be opened.</summary>
    [Alias("place")]
    Task<OutreachPlace> Place(Outreach outreach);

    /// <summary>The conversation that a source went to (whatever it was merged into since); null when nothing came of it yet.</summary>
    [Alias("conversation-of")]
    Task<string?> ConversationOf(string channel, string sourceId);
}

/// <summary>Something from outside, and whom it is of.</summary>
/// <param name="Channel"><c>email</c>, <c>phone</c> or a messenger's; see <c>Channels</c>.</param>
/// <param name="SourceId">
/// The source's own id: the Message-ID with the sender's address, the id of the whole call, or a messenger's account and message id. All of one source goes to
/// one conversation.
/// </param>
/// <param name="CommandId">What makes it happen once: <see cref="SourceKeys.Command"/>.</param>
/// <param name="Event">What happened; of a <see cref="MessagePosted"/> the text, the option, the place and the files count, and bots answer it as any message.</param>
/// <param name="Identity">
/// The citizen's number or address. Verified: called from it, replied from it, or vouched for; it then joins the citizen's open conversation. Claimed: it
/// opens a conversation of its own, and staff get a suggestion. Null: withheld.
/// </param>
/// <param name="Name">What the display name says; only typed in.</param>
/// <param name="Language">tr, en, ar: for a conversation that it opens.</param>
/// <param name="DepartmentId">Where a conversation that it opens belongs; null when that is not known.</param>
/// <param name="ConversationId">The conversation that the source itself names by something the hub signed; null when it names none.</param>
/// <param name="By">Who did it; null for the citizen.</param>
[GenerateSerializer, Immutable, Alias("contact")]
public sealed record Contact(
    [property: Id(0)] string Channel,
    [property: Id(1)] string SourceId,
    [property: Id(2)] string CommandId,
    [property: Id(3)] ConversationEvent Event,
    [property: Id(4)] CitizenIdentity? Identity,
    [property: Id(5)] string? Name = null,
    [property: Id(6)] string Language = "tr",
    [property: Id(7)] string? DepartmentId = null,
    [property: Id(8)] string? ConversationId = null,
    [property: Id(9)] Actor? By = null);

/// <summary>Where a contact went.</summary>
/// <param name="ConversationId">The conversation that has it, whatever was merged since.</param>
/// <param name="CitizenId">Whose conversation it is.</param>
/// <param name="Result">The receipt, or why it was refused.</param>
[GenerateSerializer, Immutable, Alias("contact-receipt")]
public sealed record ContactReceipt(
    [property: Id(0)] string ConversationId,
    [property: Id(1)] string CitizenId,
    [property: Id(2)] CommandResult Result);

/// <summary>What staff write to a citizen of their own accord.</summary>
/// <param name="SourceId">The same for the same thing, however often it is asked for.</param>
/// <param name="CommandId">That of the command which says it; where that happened already is its place.</param>
/// <param name="Identity">The number or address that it goes to: whose it is when somebody proved it.</param>
/// <param name="CitizenId">Whom it is to, when staff know; null when only the identity is known.</param>
/// <param name="Name">What staff call the citizen.</param>
[GenerateSerializer, Immutable, Alias("outreach")]
public sealed record Outreach(
    [property: Id(0)] string Channel,
    [property: Id(1)] string SourceId,
    [property: Id(2)] string CommandId,
    [property: Id(3)] CitizenIdentity Identity,
    [property: Id(4)] string? CitizenId = null,
    [property: Id(5)] string? Name = null);

/// <summary>Where an outreach belongs.</summary>
/// <param name="ConversationId">An open one of the citizen, or one that is not opened yet and reserved for a moment.</param>
/// <param name="IsProven">Whether the citizen has proven the identity.</param>
[GenerateSerializer, Immutable, Alias("outreach-place")]
public sealed record OutreachPlace([property: Id(0)] string ConversationId, [property: Id(1)] string CitizenId, [property: Id(2)] bool IsProven);
