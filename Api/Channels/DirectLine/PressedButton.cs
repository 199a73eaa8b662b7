using System.Text.Json.Nodes;
using ContactHub.Bots;
using ContactHub.Conversations;

namespace ContactHub.DirectLine;

/// <summary>Which button a client's activity came from. Clients post only what the button posts: its words, or its value.</summary>
internal static class PressedButton
{
    /// <summary>The button; null when it was none.</summary>
    /// <param name="page">The newest entries.</param>
    public static MessageOption? Find(TimelinePage page, ActivityInput activity)
    {
        var isNewest = true;
        var isAnswered = false;
        for (var i = page.Entries.Length - 1; i >= 0; i--)
        {
            if (page.Entries[i].Event is not MessagePosted message) continue;
            if (page.Entries[i].By.Kind == ActorKind.Citizen) isAnswered = true;
            var options = BotButtons.Of(message).ToList();
            // Quick replies go with the answer to them, and only those of the last message that has any count; buttons of a card stay.
            var pressed = options.Find(option => (option.Kind is not null || (isNewest && !isAnswered)) && Fits(option, activity));
            if (pressed is not null) return pressed;
            if (options.Count > 0) isNewest = false;
        }

        return null;
    }

    private static bool Fits(MessageOption option, ActivityInput activity) => option.Kind switch
    {
        "openUrl" => false,
        "postBack" or "submit" when option.Value is { } value => activity.Text.Length > 0
            ? string.Equals(Text(value), activity.Text, StringComparison.Ordinal)
            : activity.Value is { } posted && Same(value, posted),
        "messageBack" when option.Value is { } value => activity.Value is { } posted
            ? Same(JsonNode.Parse(value)?["value"]?.ToJsonString() ?? "null", posted)
            : activity.Text.Length > 0 && string.Equals((string?)JsonNode.Parse(value)?["text"], activity.Text, StringComparison.Ordinal),
        _ => activity.Text.Length > 0 && (string.Equals(option.Text, activity.Text, StringComparison.Ordinal) || string.Equals(option.Said, activity.Text, StringComparison.Ordinal)),
    };

    private static string? Text(string json) => JsonNode.Parse(json) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool Same(string a, string b) => JsonNode.DeepEquals(JsonNode.Parse(a), JsonNode.Parse(b));
}
