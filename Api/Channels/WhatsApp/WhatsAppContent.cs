using System.Text.Json;
using ContactHub.Messengers;

namespace ContactHub.WhatsApp;

/// <summary>What a message holds: a text that an agent can read, whatever it is, a file when there is one, or the press of a button.</summary>
/// <param name="Press">What a button of ours gave; null when none was pressed.</param>
/// <param name="IsReaction">The text is an emoji that was put to another message.</param>
internal sealed record WhatsAppContent(string Text, WhatsAppFile? File = null, string? Press = null, bool IsReaction = false)
{
    /// <summary>Kinds of content that are files, with a name for those that have none.</summary>
    private static readonly (string Kind, string Name)[] Files =
        [("image", "photo.jpg"), ("video", "video.mp4"), ("document", "document"), ("sticker", "sticker.webp")];

    /// <summary>Null of what says nothing to anybody, such as that a reaction was taken back.</summary>
    public static WhatsAppContent? Read(JsonElement message)
    {
        var type = message.Text("type") ?? "unknown";
        var content = message.Object(type) ?? default;
        foreach (var (kind, name) in Files)
        {
            if (type == kind && content.Text("id") is { } id) return new WhatsAppContent(content.Text("caption") ?? "", new WhatsAppFile(id, content.Text("filename") ?? name));
        }

        return type switch
        {
            "text" when content.Text("body") is { } body => new WhatsAppContent(body),
            "audio" when content.Text("id") is { } id => new WhatsAppContent("", new WhatsAppFile(id, content.Flag("voice") ? "voice.ogg" : "audio.mp3")),
            "location" => new WhatsAppContent(MessengerContent.Place(content.Real("latitude"), content.Real("longitude"), Joined(content.Text("name"), content.Text("address")))),
            "contacts" => new WhatsAppContent(string.Join('\n', message.Items("contacts").Select(Contact))),
            "interactive" => Interactive(content),
            "button" when content.Text("text") is { } text => new WhatsAppContent(text, Press: content.Text("payload")),
            "reaction" => content.Text("emoji") is { Length: > 0 } emoji ? new WhatsAppContent(emoji, IsReaction: true) : null,
            "system" when content.Text("body") is { } body => new WhatsAppContent(body),
            "request_welcome" => null,
            "unsupported" or "unknown" => new WhatsAppContent($"[WhatsApp: {message.Items("errors").Select(error => error.Text("title")).FirstOrDefault(title => title is not null) ?? type}]"),
            _ => new WhatsAppContent($"[WhatsApp: {type}]"),
        };
    }

    /// <summary>A button or a row of a list; what a flow or another form answers has a text for people.</summary>
    private static WhatsAppContent Interactive(JsonElement interactive)
    {
        var reply = interactive.Object("button_reply") ?? interactive.Object("list_reply");
        if (reply is { } pressed) return new WhatsAppContent(pressed.Text("title") ?? "", Press: pressed.Text("id"));
        return new WhatsAppContent(interactive.Object("nfm_reply")?.Text("body") ?? $"[WhatsApp: {interactive.Text("type") ?? "interactive"}]");
    }

    private static string Contact(JsonElement contact) => MessengerContent.Contact(
        contact.Object("name")?.Text("formatted_name"), string.Join(", ", contact.Items("phones").Select(phone => phone.Text("phone")).Where(phone => phone is not null)));

    private static string? Joined(string? name, string? address) =>
        string.Join(", ", new[] { name, address }.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } joined ? joined : null;
}
