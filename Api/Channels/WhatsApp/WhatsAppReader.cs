using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContactHub.Conversations;
using ContactHub.Messengers;

namespace ContactHub.WhatsApp;

/// <summary>
/// Reads what the webhook <c>messages</c> tells, as
/// https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages describes it. What is missing or of another
/// shape is left out; nothing throws.
/// </summary>
internal static class WhatsAppReader
{
    private const string Account = "whatsapp_business_account";

    /// <summary>
    /// Takes a notification apart: each message and each status with the place that it belongs to, an id of its own and itself as JSON. Null when it is no
    /// notification; <c>Unknown</c>: how many are of numbers that the settings don't have, or of nobody.
    /// </summary>
    public static (IReadOnlyList<(string Place, string Source, string Payload)> Told, int Unknown)? Split(JsonElement notification, WhatsAppOptions options)
    {
        if (notification.Text("object") != Account || notification.List("entry") is null) return null;
        var (told, unknown) = (new List<(string, string, string)>(), 0);
        foreach (var value in notification.Items("entry").SelectMany(entry => entry.Items("changes")).Where(change => change.Text("field") == "messages").Select(change => change.Object("value")))
        {
            if (value is not { } news) continue;
            var number = Array.Find(options.Numbers, one => one.PhoneNumberId == news.Object("metadata")?.Text("phone_number_id"));
            foreach (var message in news.Items("messages")) Add(number, message, Contact(news, message), "message", message.Text("id"));
            foreach (var status in news.Items("statuses")) Add(number, status, null, "status", $"{status.Text("id")}:{status.Text("status")}");
        }

        return (told, unknown);

        void Add(WhatsAppNumber? number, JsonElement item, JsonElement? contact, string kind, string? id)
        {
            var person = kind == "message" ? Sender(item, contact) : Recipient(item);
            if (number is null || person is null || id is not { Length: > 0 and <= 500 }) unknown++;
            else told.Add((person.PlaceId(number), id, Payload(number, kind, item, contact)));
        }
    }

    /// <summary>Reads one of what <see cref="Split"/> gave.</summary>
    /// <returns>The id of the number in the settings, and what it is told.</returns>
    public static (string NumberId, WhatsAppUpdate Update) Read(string payload)
    {
        using var document = JsonDocument.Parse(payload);
        var root = document.RootElement;
        var number = root.Text("number") ?? "";
        if (root.Object("message") is { } message && Sender(message, root.Object("contact")) is { } sender && message.Text("id") is { } id)
        {
            // What is said in a group is not said to the municipality alone, and an answer would go to one of them.
            return message.Text("group_id") is null && WhatsAppContent.Read(message) is { } content
                ? (number, new WhatsAppMessage(sender, id, WhatsAppPerson.Time(message.Text("timestamp")), content, message.Object("reaction")?.Text("message_id") ?? message.Object("context")?.Text("id")))
                : (number, new WhatsAppOther());
        }

        return root.Object("status") is { } status && Recipient(status) is { } recipient && Status(status) is { } reached
            ? (number, new WhatsAppStatus(recipient, reached, MessengerMark.Read(status.Text("biz_opaque_callback_data")), ErrorOf(status).Code, ErrorOf(status).Detail))
            : (number, new WhatsAppOther());
    }

    private static string Payload(WhatsAppNumber number, string kind, JsonElement item, JsonElement? contact)
    {
        var payload = new JsonObject { ["number"] = number.Id, [kind] = JsonNode.Parse(item.GetRawText()) };
        if (contact is { } who) payload["contact"] = JsonNode.Parse(who.GetRawText());
        return payload.ToJsonString();
    }

    /// <summary>Who is described beside the messages; of several, the one with the message's number or account.</summary>
    private static JsonElement? Contact(JsonElement value, JsonElement message)
    {
        foreach (var contact in value.Items("contacts"))
        {
            if (contact.Text("wa_id") is { } number && number == message.Text("from")) return contact;
            if (contact.Text("user_id") is { } user && user == message.Text("from_user_id")) return contact;
        }

        return null;
    }

    private static WhatsAppPerson? Sender(JsonElement message, JsonElement? contact) => WhatsAppPerson.Of(
        message.Text("from"), message.Text("from_user_id") ?? contact?.Text("user_id"), contact?.Object("profile")?.Text("name"));

    private static WhatsAppPerson? Recipient(JsonElement status) => WhatsAppPerson.Of(status.Text("recipient_id"), status.Text("recipient_user_id"), null);

    private static DeliveryStatus? Status(JsonElement status) => status.Text("status") switch
    {
        "sent" => DeliveryStatus.Sent,
        "delivered" => DeliveryStatus.Delivered,
        "read" or "played" => DeliveryStatus.Read,
        "failed" => DeliveryStatus.Failed,
        _ => null,
    };

    private static (string? Code, string? Detail) ErrorOf(JsonElement status)
    {
        if (status.Items("errors").FirstOrDefault() is not { ValueKind: JsonValueKind.Object } error) return default;
        return (error.Number("code")?.ToString(CultureInfo.InvariantCulture), error.Object("error_data")?.Text("details") ?? error.Text("message") ?? error.Text("title"));
    }
}
