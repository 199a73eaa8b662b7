using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContactHub.Conversations;

/// <summary>
/// A fact in a conversation's timeline. The set is closed; a kind that this version does not know is read as <see cref="UnknownEvent"/>.
/// Property names are the stored and the wire format (camel case JSON), so renaming one is a migration.
/// </summary>
[GenerateSerializer, Immutable, Alias("event")]
public abstract record ConversationEvent
{
    /// <summary>The id of the command that made this event, on that command's main event only: a repeated command is recognised by it.</summary>
    [Id(0)]
    public string? ClientId { get; init; }

    /// <summary>
    /// The citizen of a merged conversation that this came of, on what such a guest said or caused: nobody but that citizen and staff see it.
    /// </summary>
    [Id(1)]
    public string? Guest { get; init; }
}

/// <summary>The conversation began. Always sequence 1.</summary>
/// <param name="BotId">The bot from outside that has the bot's turn; null: the FAQ bot.</param>
[GenerateSerializer, Immutable, Alias("event.conversation-opened")]
public sealed record ConversationOpened(
    [property: Id(0)] string CitizenId,
    [property: Id(1)] string Language,
    [property: Id(2)] string? CitizenName = null,
    [property: Id(3)] bool Verified = false,
    [property: Id(4)] string? DepartmentId = null,
    [property: Id(5)] string? Page = null,
    [property: Id(6)] string? SiteId = null,
    [property: Id(7)] Owner Owner = Owner.Bot,
    [property: Id(8)] string? BotId = null) : ConversationEvent;

/// <summary>A button under a message; choosing it posts <paramref name="Said"/> with the option's id.</summary>
/// <param name="Text">What stands on it.</param>
/// <param name="Kind">Null for an answer in words; imBack, postBack, messageBack, submit: a bot's button, whose value the hub gives to the bot; openUrl: leads to the value.</param>
/// <param name="Said">What choosing it says; null: the text.</param>
/// <param name="Value">What the bot gets for it: text or JSON, or the address that openUrl leads to.</param>
[GenerateSerializer, Immutable, Alias("message-option")]
public sealed record MessageOption(
    [property: Id(0)] string Id,
    [property: Id(1)] string Text,
    [property: Id(2)] string? Kind = null,
    [property: Id(3)] string? Said = null,
    [property: Id(4)] string? Value = null);

/// <summary>Somebody said something to the other side.</summary>
/// <param name="Text">Plain text as received, at most 4,000 characters (1,000 from a citizen); bot answers may hold Markdown.</param>
/// <param name="OptionId">The option that was chosen, when the text came from a button.</param>
/// <param name="Options">Quick replies offered to the citizen under this message.</param>
/// <param name="FaqId">The FAQ entry that this message answers with.</param>
/// <param name="ReplyToSeq">The message that this one answers.</param>
/// <param name="Attachments">Files that were sent with it, at most ten; the text may then be empty.</param>
/// <param name="Via">
/// What its channel knows the place by in which the citizen wrote or is answered: an opaque key of a channel that sends answers out, null on those whose
/// clients fetch them. Not a number or an address: citizens of a merged conversation see it.
/// </param>
/// <param name="Cards">Shown below the text, which may then be empty.</param>
/// <param name="Value">What a client that draws cards by itself has filled in, for the bot: JSON.</param>
/// <param name="Template">What the text was filled into, of a message that goes out as an approved template; its file, if any, is the first attachment.</param>
/// <param name="Quote">The message that a citizen answers or reacts to in a messenger; null when that is none, or is not known.</param>
[GenerateSerializer, Immutable, Alias("event.message-posted")]
public sealed record MessagePosted(
    [property: Id(0)] string Text,
    [property: Id(1)] string? OptionId = null,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<MessageOption> Options = default,
    [property: Id(3)] string? FaqId = null,
    [property: Id(4)] long? ReplyToSeq = null,
    [property: Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<Attachment> Attachments = default,
    [property: Id(6)] string? Via = null,
    [property: Id(10), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<Card> Cards = default,
    [property: Id(11)] string? Value = null,
    [property: Id(12)] MessageTemplate? Template = null,
    [property: Id(13)] QuotedMessage? Quote = null) : ConversationEvent;

/// <summary>A bot changed a message of its own; this is what it says from here on.</summary>
/// <param name="Seq">The message.</param>
[GenerateSerializer, Immutable, Alias("event.message-updated")]
public sealed record MessageUpdated(
    [property: Id(0)] long Seq,
    [property: Id(1)] string Text,
    [property: Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<MessageOption> Options = default,
    [property: Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<Card> Cards = default) : ConversationEvent;

/// <summary>A bot took back a message of its own. It stays in the log; screens no longer show it.</summary>
/// <param name="Seq">The message.</param>
[GenerateSerializer, Immutable, Alias("event.message-deleted")]
public sealed record MessageDeleted([property: Id(0)] long Seq) : ConversationEvent;

/// <summary>Another bot has the bot's turn from here on. Staff only.</summary>
/// <param name="BotId">A bot from outside; null: the FAQ bot.</param>
[GenerateSerializer, Immutable, Alias("event.bot-changed")]
public sealed record BotChanged([property: Id(0)] string? BotId = null) : ConversationEvent;

/// <summary>The bot from outside has been told everything up to a sequence; nobody sees it.</summary>
[GenerateSerializer, Immutable, Alias("event.bot-told")]
public sealed record BotTold([property: Id(0)] long UpTo) : ConversationEvent;

/// <summary>A note between members of staff; the citizen never sees it.</summary>
/// <param name="CallId">The call that it is about; null when it is about none.</param>
[GenerateSerializer, Immutable, Alias("event.note-added")]
public sealed record NoteAdded([property: Id(0)] string Text, [property: Id(1)] string? CallId = null) : ConversationEvent;

/// <summary>The bot gives up its turn; a person is wanted.</summary>
/// <param name="Reason">asked, angry, missedTwice, sensitive, repeated, notHelpful, personalAccount.</param>
[GenerateSerializer, Immutable, Alias("event.handoff-requested")]
public sealed record HandoffRequested([property: Id(0)] string Reason) : ConversationEvent;

/// <summary>The conversation waits for an agent of a department.</summary>
[GenerateSerializer, Immutable, Alias("event.queue-entered")]
public sealed record QueueEntered(
    [property: Id(0)] string DepartmentId,
    [property: Id(1)] string? PreferredAgentId = null,
    [property: Id(2)] string? Reason = null) : ConversationEvent;

/// <summary>An agent owns the conversation from here on.</summary>
/// <param name="How">accepted (an offer), taken, transferred.</param>
[GenerateSerializer, Immutable, Alias("event.agent-assigned")]
public sealed record AgentAssigned(
    [property: Id(0)] string AgentId,
    [property: Id(1)] string AgentName,
    [property: Id(2)] string? DepartmentId,
    [property: Id(3)] string How) : ConversationEvent;

/// <summary>The agent no longer owns the conversation.</summary>
/// <param name="Reason">returned, offline, transferred, taken.</param>
[GenerateSerializer, Immutable, Alias("event.agent-released")]
public sealed record AgentReleased([property: Id(0)] string AgentId, [property: Id(1)] string Reason) : ConversationEvent;

/// <summary>Moved to another department or agent. <paramref name="Note"/> is for staff and never leaves the desk.</summary>
[GenerateSerializer, Immutable, Alias("event.conversation-transferred")]
public sealed record ConversationTransferred(
    [property: Id(0)] string? ToDepartmentId,
    [property: Id(1)] string? ToAgentId,
    [property: Id(2)] string? Note) : ConversationEvent;

/// <summary>An identity of the citizen became known. Staff only.</summary>
/// <param name="Kind">phone (E.164), email, external, name.</param>
/// <param name="Verified">Proven (signed, replied from, called from), not merely typed in.</param>
[GenerateSerializer, Immutable, Alias("event.citizen-identified")]
public sealed record CitizenIdentified(
    [property: Id(0)] string CitizenId,
    [property: Id(1)] string Kind,
    [property: Id(2)] string Value,
    [property: Id(3)] bool Verified,
    [property: Id(4)] string? Name = null) : ConversationEvent;

/// <summary>Labels were added or removed. Staff only.</summary>
[GenerateSerializer, Immutable, Alias("event.labels-changed")]
public sealed record LabelsChanged(
    [property: Id(0)] ImmutableArray<string> Added,
    [property: Id(1)] ImmutableArray<string> Removed) : ConversationEvent;

/// <summary>How urgent it is: 0 normal, 1 high, 2 urgent; -1 low. Staff only.</summary>
[GenerateSerializer, Immutable, Alias("event.priority-changed")]
public sealed record PriorityChanged([property: Id(0)] int Priority) : ConversationEvent;

/// <summary>One side has read everything up to a sequence.</summary>
[GenerateSerializer, Immutable, Alias("event.messages-read")]
public sealed record MessagesRead([property: Id(0)] long UpTo) : ConversationEvent;

/// <summary>The citizen said whether a bot answer helped.</summary>
[GenerateSerializer, Immutable, Alias("event.faq-feedback-given")]
public sealed record FaqFeedbackGiven([property: Id(0)] string FaqId, [property: Id(1)] bool Helpful) : ConversationEvent;

/// <summary>Out of hours the citizen left the matter to be worked on; the conversation's number is the citizen's reference.</summary>
[GenerateSerializer, Immutable, Alias("event.request-recorded")]
public sealed record RequestRecorded([property: Id(0)] string Text) : ConversationEvent;

/// <summary>What the bot keeps in mind for its next turn; nobody sees it.</summary>
[GenerateSerializer, Immutable, Alias("event.bot-remembered")]
public sealed record BotRemembered([property: Id(0)] string Memory) : ConversationEvent;

/// <summary>Done; nobody owns the conversation.</summary>
[GenerateSerializer, Immutable, Alias("event.conversation-resolved")]
public sealed record ConversationResolved([property: Id(0)] string? Reason = null) : ConversationEvent;

/// <summary>Open again, with the owner that follows in the next event.</summary>
[GenerateSerializer, Immutable, Alias("event.conversation-reopened")]
public sealed record ConversationReopened([property: Id(0)] string? Reason = null) : ConversationEvent;

/// <summary>The citizen's judgement, 1 (bad) to 5 (good).</summary>
[GenerateSerializer, Immutable, Alias("event.satisfaction-rated")]
public sealed record SatisfactionRated([property: Id(0)] int Score, [property: Id(1)] string? Comment = null) : ConversationEvent;

/// <summary>An event of a newer version, kept as stored and skipped.</summary>
[GenerateSerializer, Immutable, Alias("event.unknown")]
public sealed record UnknownEvent([property: Id(0)] string Kind, [property: Id(1)] string Json) : ConversationEvent;
