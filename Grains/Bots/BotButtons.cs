using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContactHub.Conversations;

namespace ContactHub.Bots;

/// <summary>
/// Buttons of bots as the hub keeps them. What a button does for the bot is found by its id when it is pressed, so ids are unique in a conversation: made
/// of the command that brings the message and of a number.
/// </summary>
/// <param name="prefix">What sets this message's ids apart.</param>
public sealed class BotButtons(string prefix)
{
    public const int MostOfMessage = 30;
    private const int MaxTitle = 200;
    private const int MaxValue = 4_000;
    private int _made;

    /// <summary>Every button of a message, on its cards too; none for another event.</summary>
    public static IEnumerable<MessageOption> Of(ConversationEvent e) => e switch
    {
        MessagePosted message => Of(message.Options, message.Cards),
        MessageUpdated message => Of(message.Options, message.Cards),
        _ => [],
    };

    /// <summary>A card action (Activity protocol, section "Card action"); null for one that a browser can't do.</summary>
    public MessageOption? Read(JsonElement action)
    {
        if (action.ValueKind != JsonValueKind.Object || _made == MostOfMessage) return null;
        var kind = action.Text("type") ?? "imBack";
        var value = action.TryGetProperty("value", out var given) ? given : default;
        var words = value.ValueKind == JsonValueKind.Object ? value.Text("text") : value.ValueKind == JsonValueKind.String ? action.Text("value") : null;
        var title = Limits.Cut(action.Text("title") ?? words ?? "", MaxTitle);
        if (title.Length == 0) return null;
        return kind switch
        {
            "imBack" => Make(title, "imBack", words, null),
            "postBack" when value.ValueKind != JsonValueKind.Undefined => Make(title, "postBack", null, value.GetRawText()),
            "messageBack" => Make(title, "messageBack", action.Text("displayText"), MessageBack(action, value)),
            "openUrl" or "signin" or "downloadFile" or "playVideo" or "playAudio" or "showImage" => Link(title, words),
            "call" => Link(title, words is { } number && !number.StartsWith("tel:", StringComparison.Ordinal) ? "tel:" + number : words),
            _ => null,
        };
    }

    /// <summary>A button that leads to an address; null when the address is not one for citizens.</summary>
    public MessageOption? Link(string title, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "tel" or "mailto" && address!.Length <= 2_000
            ? Make(title, "openUrl", null, address)
            : null;

    /// <summary>A button that gives the bot data; null when they are too many.</summary>
    /// <param name="withFields">Whether what is filled in on the card goes with it.</param>
    public MessageOption? Submit(string title, JsonElement data, bool withFields) => Make(
        Limits.Cut(title, MaxTitle), withFields ? "submit" : "postBack", null, data.ValueKind == JsonValueKind.Undefined ? "{}" : data.GetRawText());

    private MessageOption? Make(string title, string kind, string? said, string? value)
    {
        if (value?.Length > MaxValue || title.Length == 0 || _made == MostOfMessage) return null;
        // What a button says is the citizen's message, and as long as one at the most.
        if (said is { Length: 0 or > ConversationLimits.CitizenText }) return null;
        return new MessageOption($"{prefix}.{_made++}", title, kind, said, value);
    }

    private static string MessageBack(JsonElement action, JsonElement value) => new JsonObject
    {
        ["text"] = action.Text("text"),
        ["value"] = value.ValueKind == JsonValueKind.Undefined ? null : JsonNode.Parse(value.GetRawText()),
    }.ToJsonString();

    private static IEnumerable<MessageOption> Of(ImmutableArray<MessageOption> options, ImmutableArray<Card> cards)
    {
        IEnumerable<MessageOption> own = options.IsDefault ? [] : options;
        return cards.IsDefault ? own : own.Concat(cards.Where(card => !card.Buttons.IsDefault).SelectMany(card => card.Buttons));
    }
}
