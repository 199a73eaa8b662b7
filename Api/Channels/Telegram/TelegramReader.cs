using System.Text.Json;
using ContactHub.Messengers;

namespace ContactHub.Telegram;

/// <summary>Reads updates as the Bot API describes them. What is missing or of another shape is left out; nothing throws.</summary>
public static class TelegramReader
{
    /// <summary>Null when it is not even an update.</summary>
    public static TelegramUpdate? Read(JsonElement update)
    {
        if (update.Number("update_id") is not { } id) return null;
        if ((update.Object("message") ?? update.Object("edited_message")) is { } message) return Message(id, message, update.Object("message") is null);
        if (update.Object("message_reaction") is { } reaction) return Reaction(id, reaction);
        return update.Object("callback_query") is { } press ? Press(id, press) : new TelegramOther(id);
    }

    private static TelegramUpdate Message(long id, JsonElement message, bool edited)
    {
        if (message.Object("chat") is not { } chat || chat.Number("id") is not { } chatId || message.Number("message_id") is not { } messageId
            || Person(message.Object("from")) is not { } from || TelegramContent.Read(message, from.Id) is not { } content)
        {
            return new TelegramOther(id);
        }

        return new TelegramMessage(
            id, chatId, chat.Text("type") ?? "private", from, messageId, Time(message.Number("date")), edited ? Time(message.Number("edit_date") ?? message.Number("date")) : null,
            content.Text, content.File, content.Start, content.Phone, message.Object("reply_to_message")?.Number("message_id"));
    }

    private static TelegramUpdate Press(long id, JsonElement press) =>
        press.Text("id") is { } pressId && Person(press.Object("from")) is { } from && press.Object("message") is { } message && message.Number("message_id") is { } messageId
        && message.Object("chat") is { } chat && chat.Text("type") == "private" && chat.Number("id") is { } chatId
            ? new TelegramPress(id, pressId, chatId, from, messageId, press.Text("data") ?? "")
            : new TelegramOther(id);

    /// <summary>What is new of a changed reaction; one that was only taken back says nothing.</summary>
    private static TelegramUpdate Reaction(long id, JsonElement reaction)
    {
        var known = reaction.Items("old_reaction").Select(EmojiOf).ToHashSet(StringComparer.Ordinal);
        return reaction.Object("chat") is { } chat && chat.Text("type") == "private" && chat.Number("id") is { } chatId && reaction.Number("message_id") is { } messageId
            && Person(reaction.Object("user")) is { } from && reaction.Items("new_reaction").Select(EmojiOf).FirstOrDefault(emoji => !known.Contains(emoji)) is { } emoji
                ? new TelegramReaction(id, chatId, from, messageId, Time(reaction.Number("date")), emoji)
                : new TelegramOther(id);
    }

    /// <summary>Pictures of somebody's own making and paid stars have no letter.</summary>
    private static string EmojiOf(JsonElement reaction) => reaction.Text("emoji") ?? "⭐";

    /// <summary>Null of bots: two that answer each other would never end.</summary>
    private static TelegramPerson? Person(JsonElement? from) => from is { } person && person.Number("id") is { } id && !person.Flag("is_bot")
        ? new TelegramPerson(id, string.Join(' ', new[] { person.Text("first_name"), person.Text("last_name") }.Where(name => name is not null)), person.Text("language_code"))
        : null;

    private static DateTimeOffset Time(long? seconds) =>
        seconds is > 0 and < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds.Value) : DateTimeOffset.UnixEpoch;
}
