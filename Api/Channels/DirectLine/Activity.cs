using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ContactHub.DirectLine;

/// <summary>An activity as a client gets it (Bot Framework activity schema 3.1); what has no value is left out.</summary>
/// <param name="Type">message, messageDelete, event or typing.</param>
/// <param name="TextFormat">markdown for a bot's text, plain for people's.</param>
/// <param name="Name">Of an event.</param>
public sealed record Activity(
    string Type,
    string Id,
    DateTimeOffset Timestamp,
    ActivityAccount From,
    ActivityConversation Conversation,
    string ChannelId = Activity.Channel,
    string? Text = null,
    string? TextFormat = null,
    string? Locale = null,
    string? Name = null,
    ActivityData? ChannelData = null,
    SuggestedActions? SuggestedActions = null,
    ActivityAttachment[]? Attachments = null)
{
    /// <summary>What Direct Line calls itself.</summary>
    public const string Channel = "directline";
}

/// <summary>Who says it; <c>role</c> is user or bot.</summary>
public sealed record ActivityAccount(string Id, string Role, string? Name = null);

public sealed record ActivityConversation(string Id);

/// <summary>What the channel adds: its place, and the sender's own id of the activity or what kind of line of the timeline a text is.</summary>
/// <param name="SequenceId">What Web Chat orders by; <c>directlinejs</c> mixes sets that arrive together.</param>
public sealed record ActivityData(
    [property: JsonPropertyName("webchat:sequence-id")] double SequenceId, [property: JsonPropertyName("clientActivityID")] string? ClientActivityId = null, string? Kind = null);

/// <summary>A file of a message, whose address opens it for some hours, or a card, whose content is in the format that its content type names.</summary>
/// <param name="ThumbnailUrl">Of a picture that browsers draw: the same address; without it Web Chat shows a user's own pictures as files.</param>
public sealed record ActivityAttachment(string ContentType, string? ContentUrl = null, string? Name = null, JsonNode? Content = null, string? ThumbnailUrl = null);

public sealed record SuggestedActions(CardAction[] Actions);

/// <summary>A button; <c>imBack</c> posts its value as the user's message.</summary>
public sealed record CardAction(string Type, string Title, JsonNode? Value, string? Text = null, string? DisplayText = null);

/// <summary>A run of activities, and where it ends.</summary>
public sealed record ActivitySet(IReadOnlyList<Activity> Activities, string Watermark);

/// <summary>The answer to starting, generating, refreshing and reconnecting.</summary>
/// <param name="ExpiresIn">Seconds.</param>
public sealed record ConversationAnswer(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string? StreamUrl = null);

/// <summary>The id of what was posted.</summary>
public sealed record ResourceAnswer(string Id);

/// <summary>The answer to asking for the session's id.</summary>
public sealed record SessionAnswer(string SessionId);
