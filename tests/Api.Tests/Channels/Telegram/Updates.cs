using System.Globalization;

namespace ContactHub.Telegram.Tests;

/// <summary>Updates as the Bot API documents them; <c>UPDATE</c> stands for the id that the server gives.</summary>
internal static class Updates
{
    private static int _messages = 100;

    public static string Text(long person, string text, string language = "tr", long? message = null, string chatType = "private", long? chat = null) =>
        Message(person, $"\"text\":{Quote(text)}", language, message, chatType, chat);

    public static string Edited(long person, long message, string text) =>
        $$"""{"update_id":UPDATE,"edited_message":{{Body(person, $"\"edit_date\":1790000100,\"text\":{Quote(text)}", "tr", message, "private", null)}}}""";

    public static string Contact(long person, string phone, long? of) =>
        Message(person, $"\"contact\":{{\"phone_number\":{Quote(phone)},\"first_name\":\"Veli\"{(of is null ? "" : $",\"user_id\":{of}")}}}");

    public static string Message(long person, string content, string language = "tr", long? message = null, string chatType = "private", long? chat = null) =>
        $$"""{"update_id":UPDATE,"message":{{Body(person, content, language, message, chatType, chat)}}}""";

    public static string Reply(long person, string text, long to) => Message(person, $"\"reply_to_message\":{Body(person, "\"text\":\"x\"", "tr", to, "private", null)},\"text\":{Quote(text)}");

    /// <summary>Emojis of one person to one message: which there were, which there are now.</summary>
    public static string Reaction(long person, long message, string before, string now) =>
        $$$"""{"update_id":UPDATE,"message_reaction":{"chat":{"id":{{{person}}},"type":"private"},"message_id":{{{message}}},"user":{{{Person(person, "tr")}}},"date":1790000000,"old_reaction":[{{{before}}}],"new_reaction":[{{{now}}}]}}""";

    public static string Emoji(string emoji) => $$"""{"type":"emoji","emoji":"{{emoji}}"}""";

    public static string Press(long person, string data, long message = 501) =>
        $$$"""{"update_id":UPDATE,"callback_query":{"id":"press-{{{Interlocked.Increment(ref _messages)}}}","from":{{{Person(person, "tr")}}},"message":{"message_id":{{{message}}},"date":1790000000,"chat":{"id":{{{person}}},"type":"private"}},"chat_instance":"1","data":{{{Quote(data)}}}}}""";

    private static string Body(long person, string content, string language, long? message, string chatType, long? chat) =>
        $$"""{"message_id":{{(message ?? Interlocked.Increment(ref _messages)).ToString(CultureInfo.InvariantCulture)}},"from":{{Person(person, language)}},"chat":{"id":{{chat ?? person}},"type":"{{chatType}}","first_name":"Ayşe"},"date":1790000000,{{content}}}""";

    private static string Person(long id, string language) => $$"""{"id":{{id}},"is_bot":false,"first_name":"Ayşe","last_name":"Yılmaz","language_code":"{{language}}"}""";

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
