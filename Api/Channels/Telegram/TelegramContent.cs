using System.Text;
using System.Text.Json;
using ContactHub.Messengers;

namespace ContactHub.Telegram;

/// <summary>What a message holds: a text that an agent can read, whatever it is, and a file when there is one.</summary>
/// <param name="Start">The parameter of <c>/start</c>.</param>
/// <param name="Phone">The sender's own number: Telegram fills in whose contact it is, and only a number of the sender's own account has the sender's id.</param>
internal sealed record TelegramContent(string Text, TelegramFile? File = null, string? Start = null, string? Phone = null)
{
    private const string StartCommand = "/start";

    /// <summary>Kinds of content that can be had as a file, with a name and a type for those that have none.</summary>
    private static readonly (string Kind, string Name, string ContentType)[] Files =
    [
        ("document", "document", "application/octet-stream"), ("voice", "voice.ogg", "audio/ogg"), ("audio", "audio.mp3", "audio/mpeg"),
        ("video", "video.mp4", "video/mp4"), ("video_note", "video.mp4", "video/mp4"), ("animation", "animation.mp4", "video/mp4"),
    ];

    /// <summary>Null of what says nothing to anybody, such as that a message was pinned.</summary>
    public static TelegramContent? Read(JsonElement message, long senderId)
    {
        if (message.Text("text") is { } text) return OfText(text);
        var caption = message.Text("caption") ?? "";
        if (message.List("photo") is { } photo) return new TelegramContent(caption, Largest(photo));
        // An animation is repeated as a document, for older clients.
        foreach (var (kind, name, type) in Files)
        {
            if (message.Object(kind) is { } file && file.Text("file_id") is { } id)
                return new TelegramContent(caption, new TelegramFile(id, file.Text("file_name") ?? name, file.Text("mime_type") ?? type, file.Number("file_size")));
        }

        if (message.Object("sticker") is { } sticker && sticker.Text("file_id") is { } stickerId) return OfSticker(sticker, stickerId);
        if (message.Object("contact") is { } contact && contact.Text("phone_number") is { } phone) return OfContact(contact, phone, senderId);
        if (message.Object("venue") is { } venue && venue.Object("location") is { } place) return OfPlace(place, $"{venue.Text("title")}, {venue.Text("address")}");
        if (message.Object("location") is { } location) return OfPlace(location, null);
        return Rest(message) is { } rest ? new TelegramContent(rest) : null;
    }

    /// <summary>The widest in pixels: the list is ordered by size, but nothing says that it must be.</summary>
    private static TelegramFile? Largest(JsonElement sizes)
    {
        JsonElement? largest = null;
        foreach (var size in sizes.EnumerateArray())
        {
            if (size.Text("file_id") is not null && (largest is not { } best || size.Number("width") > best.Number("width"))) largest = size;
        }

        return largest is { } photo ? new TelegramFile(photo.Text("file_id")!, "photo.jpg", "image/jpeg", photo.Number("file_size")) : null;
    }

    private static TelegramContent OfText(string text)
    {
        if (!text.StartsWith(StartCommand, StringComparison.Ordinal)) return new TelegramContent(text);
        var parameter = text[StartCommand.Length..].Trim();
        return new TelegramContent(text, Start: parameter.Length is > 0 and <= 64 ? parameter : null);
    }

    private static TelegramContent OfSticker(JsonElement sticker, string id)
    {
        var emoji = sticker.Text("emoji") ?? "🙂";
        // What moves is in formats that no browser shows.
        var still = !sticker.Flag("is_animated") && !sticker.Flag("is_video");
        return new TelegramContent(emoji, still ? new TelegramFile(id, "sticker.webp", "image/webp", sticker.Number("file_size")) : null);
    }

    private static TelegramContent OfContact(JsonElement contact, string phone, long senderId)
    {
        var number = phone.StartsWith('+') ? phone : "+" + phone;
        if (contact.Number("user_id") == senderId) return new TelegramContent($"📞 {number}", Phone: number);
        var name = string.Join(' ', new[] { contact.Text("first_name"), contact.Text("last_name") }.Where(part => part is not null));
        return new TelegramContent(MessengerContent.Contact(name, number));
    }

    private static TelegramContent OfPlace(JsonElement location, string? name) => new(MessengerContent.Place(location.Real("latitude"), location.Real("longitude"), name));

    private static string? Rest(JsonElement message)
    {
        if (message.Object("dice") is { } dice) return $"{dice.Text("emoji")} {dice.Number("value")}";
        if (message.Object("poll") is { } poll) return OfPoll(poll);
        foreach (var kind in (string[])["story", "game", "invoice", "paid_media", "giveaway", "checklist"])
        {
            if (message.Object(kind) is not null) return $"[Telegram: {kind}]";
        }

        return null;
    }

    private static string OfPoll(JsonElement poll)
    {
        var text = new StringBuilder("📊 ").Append(poll.Text("question"));
        if (poll.List("options") is { } options)
        {
            foreach (var option in options.EnumerateArray()) text.Append("\n- ").Append(option.Text("text"));
        }

        return text.ToString();
    }
}
