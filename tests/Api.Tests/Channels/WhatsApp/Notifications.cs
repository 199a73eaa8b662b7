using System.Text.Json;

namespace ContactHub.WhatsApp.Tests;

/// <summary>What the webhook <c>messages</c> tells, as Meta documents it.</summary>
internal static class Notifications
{
    public const string NumberId = "106540352242922";
    private static int _messages;

    /// <summary>A new message id.</summary>
    public static string Wamid() => $"wamid.HBgMOTA1MzIx{Interlocked.Increment(ref _messages):D6}";

    /// <summary>Seconds since 1970 as text, so long ago.</summary>
    public static string Ago(TimeSpan time = default) => $"{(TimeProvider.System.GetUtcNow() - time).ToUnixTimeSeconds()}";

    public static string Text(string from, string text, string? id = null, TimeSpan ago = default) => Message(from, "text", $"{{\"body\":{Quote(text)}}}", id, ago);

    public static string Message(string from, string type, string content, string? id = null, TimeSpan ago = default, string numberId = NumberId) => Value(
        $$"""
        "contacts":[{"profile":{"name":"Ayşe Yılmaz"},"wa_id":"{{from}}"}],
        "messages":[{"from":"{{from}}","id":"{{id ?? Wamid()}}","timestamp":"{{Ago(ago)}}","type":"{{type}}","{{type}}":{{content}}}]
        """, numberId);

    /// <summary>Of somebody with a user name, whose number is shown or not.</summary>
    public static string OfUser(string userId, string? number, string text) => Value(
        $$$"""
        "contacts":[{"profile":{"name":"Ayşe","username":"ayse"},{{{Member("wa_id", number)}}}"user_id":"{{{userId}}}"}],
        "messages":[ { {{{Member("from", number)}}}"from_user_id":"{{{userId}}}","id":"{{{Wamid()}}}","timestamp":"{{{Ago()}}}","type":"text","text":{"body":{{{Quote(text)}}}}}]
        """);

    public static string Status(string to, string status, string? mark, string error = "") => Value(
        $$$"""
        "statuses":[{"id":"{{{Wamid()}}}","status":"{{{status}}}",{{{Member("biz_opaque_callback_data", mark)}}}"timestamp":"{{{Ago()}}}","recipient_id":"{{{to}}}"{{{error}}},
        "pricing":{"billable":false,"pricing_model":"PMP","category":"service","type":"free_customer_service"}}]
        """);

    public static string Error(int code, string title, string details) =>
        $$""","errors":[{"code":{{code}},"title":"{{title}}","message":"{{title}}","error_data":{"details":"{{details}}"},"href":"https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"}]""";

    public static string Button(string from, string id, string title) =>
        Message(from, "interactive", $$$"""{"type":"button_reply","button_reply":{"id":{{{Quote(id)}}},"title":{{{Quote(title)}}}}}""");

    public static string Row(string from, string id, string title) =>
        Message(from, "interactive", $$$"""{"type":"list_reply","list_reply":{"id":{{{Quote(id)}}},"title":{{{Quote(title)}}}}}""");

    public static string Value(string rest, string numberId = NumberId) =>
        $$$"""{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"903121530000","phone_number_id":"{{{numberId}}}"},{{{rest}}}},"field":"messages"}]}]}""";

    private static string Member(string name, string? value) => value is null ? "" : $"\"{name}\":{Quote(value)},";

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
