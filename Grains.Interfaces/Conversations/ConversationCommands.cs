using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>
/// Something somebody wants done to a conversation. <paramref name="CommandId"/> is made by the sender, 1 to 64 characters; the same id
/// again returns the first receipt and changes nothing.
/// </summary>
[GenerateSerializer, Immutable, Alias("command")]
public abstract record ConversationCommand([property: Id(0)] Actor By, [property: Id(1)] string CommandId)
{
    /// <summary>The last sequence that its sender knows of; the command is refused when the conversation has gone on. Null: whatever it is.</summary>
    [Id(2)]
    public long? IfSeq { get; init; }
}

/// <summary>What a conversation is opened with, when its first message comes.</summary>
[GenerateSerializer, Immutable, Alias("opening")]
public sealed record Opening(
    [property: Id(0)] string CitizenId,
    [property: Id(1)] string Language,
    [property: Id(2)] string? CitizenName = null,
    [property: Id(3)] bool Verified = false,
    [property: Id(4)] string? DepartmentId = null,
    [property: Id(5)] string? Page = null,
    [property: Id(6)] string? SiteId = null);

/// <summary>
/// Say something to the other side. The first one of a conversation carries the <paramref name="Opening"/>, and opens it in the same append.
/// A citizen's message reopens a resolved conversation.
/// </summary>
/// <param name="Channel">Where a citizen writes. Of others it is not looked at: an answer goes where the citizen last wrote.</param>
/// <param name="Via">What the channel knows the citizen's place by; see <see cref="MessagePosted"/>. Of citizens only.</param>
/// <param name="Attachments">Files of the file store that are kept for good already: whoever sends the command vouches for that.</param>
/// <param name="Template">What the text was filled into; the sender has made sure that it fits. Such a message may be said after the channel's time for answers.</param>
/// <param name="Quote">See <see cref="MessagePosted"/>. Of citizens only.</param>
[GenerateSerializer, Immutable, Alias("command.post-message")]
public sealed record PostMessage(
    Actor By,
    string CommandId,
    [property: Id(0)] string Channel,
    [property: Id(1)] string Text,
    [property: Id(2)] string? OptionId = null,
    [property: Id(3)] Opening? Opening = null,
    [property: Id(4)] ImmutableArray<Attachment> Attachments = default,
    [property: Id(5)] string? Via = null,
    [property: Id(10)] string? Value = null,
    [property: Id(11)] MessageTemplate? Template = null,
    [property: Id(12)] QuotedMessage? Quote = null) : ConversationCommand(By, CommandId);

/// <summary>The bot's turn for one citizen message. Dropped unless the bot has owned the conversation ever since that message.</summary>
/// <param name="TurnSeq">The message that is answered; 0: none in particular, the bot speaks by itself.</param>
/// <param name="HandoffReason">Why a person is wanted; null when the bot keeps the turn.</param>
/// <param name="Feedback">"yes:faqId" or "no:faqId" when the citizen judged an answer; null otherwise.</param>
/// <param name="Memory">What the bot wants to remember; opaque to the conversation. Empty: what it did.</param>
/// <param name="DepartmentId">Whose people are wanted; null: the conversation's.</param>
/// <param name="Note">What the people should know, for staff only.</param>
[GenerateSerializer, Immutable, Alias("command.bot-turn")]
public sealed record PostBotTurn(
    Actor By,
    string CommandId,
    [property: Id(0)] long TurnSeq,
    [property: Id(1)] ImmutableArray<BotMessage> Messages,
    [property: Id(2)] string? HandoffReason,
    [property: Id(3)] string? Feedback,
    [property: Id(4)] string Memory,
    [property: Id(5)] string? DepartmentId = null,
    [property: Id(6)] string? Note = null) : ConversationCommand(By, CommandId);

/// <summary>One bubble of a bot's turn.</summary>
/// <param name="Attachments">As of <see cref="PostMessage"/>.</param>
[GenerateSerializer, Immutable, Alias("bot-message")]
public sealed record BotMessage(
    [property: Id(0)] string Text,
    [property: Id(1)] ImmutableArray<MessageOption> Options = default,
    [property: Id(2)] string? FaqId = null,
    [property: Id(3)] ImmutableArray<Card> Cards = default,
    [property: Id(4)] ImmutableArray<Attachment> Attachments = default);

/// <summary>A bot changes a message of its own, as long as the conversation is the bot's. That the message is the bot's, the sender has made sure of.</summary>
[GenerateSerializer, Immutable, Alias("command.update-message")]
public sealed record UpdateMessage(
    Actor By, string CommandId, [property: Id(0)] long Seq, [property: Id(1)] BotMessage Message) : ConversationCommand(By, CommandId);

/// <summary>A bot takes back a message of its own, on the same conditions.</summary>
[GenerateSerializer, Immutable, Alias("command.delete-message")]
public sealed record DeleteMessage(Actor By, string CommandId, [property: Id(0)] long Seq) : ConversationCommand(By, CommandId);

/// <summary>The bot from outside is done and leaves the turn to the FAQ bot.</summary>
[GenerateSerializer, Immutable, Alias("command.leave-bot")]
public sealed record LeaveToFaqBot(Actor By, string CommandId) : ConversationCommand(By, CommandId);

/// <summary>The hub has told the bot from outside everything up to a sequence.</summary>
[GenerateSerializer, Immutable, Alias("command.mark-told")]
public sealed record MarkTold(Actor By, string CommandId, [property: Id(0)] long UpTo) : ConversationCommand(By, CommandId);

/// <summary>Write a note for staff, about a call when <paramref name="CallId"/> is given.</summary>
[GenerateSerializer, Immutable, Alias("command.add-note")]
public sealed record AddNote(Actor By, string CommandId, [property: Id(0)] string Text, [property: Id(1)] string? CallId = null) : ConversationCommand(By, CommandId);

/// <summary>The citizen (or the bot for the citizen) wants a person.</summary>
[GenerateSerializer, Immutable, Alias("command.request-person")]
public sealed record RequestPerson(
    Actor By, string CommandId, [property: Id(0)] string Reason, [property: Id(1)] string? DepartmentId = null, [property: Id(2)] Opening? Opening = null)
    : ConversationCommand(By, CommandId);

/// <summary>Out of hours: leave the matter for the department to work on.</summary>
[GenerateSerializer, Immutable, Alias("command.record-request")]
public sealed record RecordRequest(Actor By, string CommandId, [property: Id(0)] string Text) : ConversationCommand(By, CommandId);

/// <summary>An agent takes the conversation from the bot, the queue or (supervisors) another agent.</summary>
/// <param name="How">accepted or taken.</param>
/// <param name="Force">May take from another agent.</param>
[GenerateSerializer, Immutable, Alias("command.take")]
public sealed record TakeConversation(
    Actor By, string CommandId, [property: Id(0)] string How = "taken", [property: Id(1)] bool Force = false) : ConversationCommand(By, CommandId);

/// <summary>The owning agent, or the hub for an agent that went away, gives the conversation back to the queue.</summary>
/// <param name="AgentId">Only takes effect while this agent still owns it.</param>
[GenerateSerializer, Immutable, Alias("command.release")]
public sealed record ReleaseConversation(
    Actor By, string CommandId, [property: Id(0)] string AgentId, [property: Id(1)] string Reason) : ConversationCommand(By, CommandId);

/// <summary>Hand over to a department's queue (<paramref name="ToAgentId"/> null) or straight to an agent.</summary>
[GenerateSerializer, Immutable, Alias("command.transfer")]
public sealed record TransferConversation(
    Actor By, string CommandId,
    [property: Id(0)] string? ToDepartmentId,
    [property: Id(1)] string? ToAgentId,
    [property: Id(2)] string? ToAgentName,
    [property: Id(3)] string? Note) : ConversationCommand(By, CommandId);

/// <summary>Close the matter.</summary>
[GenerateSerializer, Immutable, Alias("command.resolve")]
public sealed record ResolveConversation(Actor By, string CommandId, [property: Id(0)] string? Reason = null) : ConversationCommand(By, CommandId);

/// <summary>Open the matter again; the agent who does it owns it.</summary>
[GenerateSerializer, Immutable, Alias("command.reopen")]
public sealed record ReopenConversation(Actor By, string CommandId) : ConversationCommand(By, CommandId);

/// <summary>The citizen rates a resolved conversation, 1 to 5; the last rating counts.</summary>
[GenerateSerializer, Immutable, Alias("command.rate")]
public sealed record RateConversation(
    Actor By, string CommandId, [property: Id(0)] int Score, [property: Id(1)] string? Comment = null) : ConversationCommand(By, CommandId);

/// <summary>An identity of the citizen became known.</summary>
[GenerateSerializer, Immutable, Alias("command.identify")]
public sealed record IdentifyCitizen(
    Actor By, string CommandId,
    [property: Id(0)] string CitizenId,
    [property: Id(1)] string Kind,
    [property: Id(2)] string Value,
    [property: Id(3)] bool Verified,
    [property: Id(4)] string? Name = null) : ConversationCommand(By, CommandId);

/// <summary>Change the labels.</summary>
[GenerateSerializer, Immutable, Alias("command.change-labels")]
public sealed record ChangeLabels(
    Actor By, string CommandId, [property: Id(0)] ImmutableArray<string> Add, [property: Id(1)] ImmutableArray<string> Remove) : ConversationCommand(By, CommandId);

/// <summary>Change the priority, -1 to 2.</summary>
[GenerateSerializer, Immutable, Alias("command.change-priority")]
public sealed record ChangePriority(Actor By, string CommandId, [property: Id(0)] int Priority) : ConversationCommand(By, CommandId);

/// <summary>The actor has read everything up to <paramref name="UpTo"/>. Going back is ignored.</summary>
[GenerateSerializer, Immutable, Alias("command.mark-read")]
public sealed record MarkRead(Actor By, string CommandId, [property: Id(0)] long UpTo) : ConversationCommand(By, CommandId);
