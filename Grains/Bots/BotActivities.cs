using System.Globalization;
using System.Text.Json.Nodes;
using ContactHub.Conversations;

namespace ContactHub.Bots;

/// <summary>
/// What happens in a conversation as activities for its bot (Activity protocol, github.com/microsoft/Agents, specs/activity): every one has what a bot
/// needs to answer it. Pure.
/// </summary>
/// <param name="serviceUrl">Where the bot answers.</param>
/// <param name="citizen">Under the id by which the bot knows the citizen.</param>
/// <param name="language">tr, en or ar.</param>
internal sealed class BotActivities(BotOptions bot, string serviceUrl, string conversationId, Actor citizen, string language)
{
    /// <summary>The citizen is there, and so is the bot: most bots greet on it.</summary>
    public JsonObject Begun(TimelineEntry entry, ConversationOpened opened)
    {
        var activity = Activity("conversationUpdate", entry.Seq, entry.At);
        activity["membersAdded"] = new JsonArray(User(citizen), Bot());
        activity["channelData"] = new JsonObject { ["site"] = opened.SiteId, ["department"] = opened.DepartmentId, ["page"] = opened.Page, ["verified"] = opened.Verified };
        return activity;
    }

    /// <summary>What the citizen said.</summary>
    /// <param name="chosen">The button that was pressed; null when it was typed.</param>
    /// <param name="addresses">Where its files can be had, one for each.</param>
    public JsonObject Said(TimelineEntry entry, MessagePosted message, MessageOption? chosen, IReadOnlyList<string> addresses)
    {
        var activity = Activity("message", entry.Seq, entry.At);
        if (message.Guest is not null) activity["from"] = User(entry.By);
        activity["text"] = message.Text;
        activity["textFormat"] = "plain";
        if (!message.Attachments.IsDefaultOrEmpty)
        {
            activity["attachments"] = new JsonArray([.. message.Attachments.Zip(addresses, (file, address) =>
                new JsonObject { ["contentType"] = file.ContentType, ["contentUrl"] = address, ["name"] = file.Name })]);
        }

        if (message.Value is { } value)
        {
            activity.Remove("text");
            activity["value"] = Filled(Json(value), chosen is { Kind: "submit", Value: { } data } ? Json(data) : null);
            activity["channelData"] = new JsonObject { ["postBack"] = true };
        }
        else if (chosen is { Kind: "postBack" or "submit", Value: { } posted })
        {
            var data = Json(posted);
            if (data is JsonValue text && text.TryGetValue<string>(out var words) && chosen.Kind == "postBack") activity["text"] = words;
            else activity.Remove("text");
            activity["value"] = data;
            activity["channelData"] = new JsonObject { ["postBack"] = true };
        }
        else if (chosen is { Kind: "messageBack", Value: { } back } && Json(back) is JsonObject parts)
        {
            activity["text"] = parts["text"]?.DeepClone();
            activity["value"] = parts["value"]?.DeepClone();
            activity["channelData"] = new JsonObject { ["messageBack"] = new JsonObject { ["displayText"] = message.Text } };
        }

        return activity;
    }

    /// <summary>The citizen types.</summary>
    public JsonObject Typing(DateTimeOffset at)
    {
        var activity = Activity("typing", 0, at);
        activity["id"] = ActivityIds.Unstored();
        return activity;
    }

    /// <summary>It is over. <c>code</c>: userCancelled when the citizen left.</summary>
    public JsonObject Ended(TimelineEntry entry)
    {
        var activity = Activity("endOfConversation", entry.Seq, entry.At);
        activity["code"] = entry.By.Kind == ActorKind.Citizen ? "userCancelled" : "completedSuccessfully";
        return activity;
    }

    /// <summary>What became of a handoff: accepted, failed or completed (protocol-botframework-handoff).</summary>
    public JsonObject HandoffStatus(string id, DateTimeOffset at, string state, string? message = null)
    {
        var activity = Activity("event", 0, at);
        activity["id"] = id;
        activity["name"] = "handoff.status";
        activity["value"] = new JsonObject { ["state"] = state, ["message"] = message };
        return activity;
    }

    /// <summary>What was filled in, with what the button itself says; of two of a name what was filled in counts (adaptivecards.io, Action.Submit).</summary>
    private static JsonNode? Filled(JsonNode? fields, JsonNode? data)
    {
        if (fields is not JsonObject filled || data is not JsonObject all) return fields;
        foreach (var (name, value) in filled) all[name] = value?.DeepClone();
        return all;
    }

    private JsonObject Activity(string type, long seq, DateTimeOffset at) => new()
    {
        ["type"] = type,
        ["id"] = ActivityIds.Of(conversationId, seq),
        ["timestamp"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ["serviceUrl"] = serviceUrl,
        ["channelId"] = bot.ChannelId,
        ["from"] = User(citizen),
        ["conversation"] = new JsonObject { ["id"] = conversationId, ["isGroup"] = false },
        ["recipient"] = Bot(),
        ["locale"] = language switch
        {
            "en" => "en-US",
            "ar" => "ar",
            _ => "tr-TR",
        },
    };

    private static JsonObject User(Actor by) => new() { ["id"] = by.Id, ["name"] = by.Name ?? "", ["role"] = "user" };

    private JsonObject Bot() => new() { ["id"] = bot.Id, ["name"] = bot.Name, ["role"] = "bot" };

    private static JsonNode? Json(string stored) => JsonNode.Parse(stored);
}
