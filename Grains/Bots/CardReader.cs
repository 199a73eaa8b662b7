using System.Collections.Immutable;
using System.Text.Json;
using ContactHub.Conversations;

namespace ContactHub.Bots;

/// <summary>
/// Reads the cards of the Bot Framework (botframework-cards) and pictures into the hub's neutral form. Pictures only of the bot's allowed hosts, over
/// https, since citizens' browsers fetch them.
/// </summary>
internal sealed class CardReader(BotOptions bot, BotButtons buttons)
{
    /// <summary>How long a card in its own format may be to be kept for clients that draw it themselves.</summary>
    private const int MaxSource = 24_000;

    private const int MaxTitle = 200;
    private const int MaxText = 4_000;
    private const int MostImages = 4;
    private const string Prefix = "application/vnd.microsoft.card.";

    /// <summary>The attachment as a card; null when it is none, or one with nothing to show.</summary>
    public Card? Read(JsonElement attachment)
    {
        var type = attachment.Text("contentType") ?? "";
        var content = attachment.Object("content");
        var card = type switch
        {
            Prefix + "adaptive" => new AdaptiveCardReader(this, buttons).Read(content),
            _ when type.StartsWith(Prefix, StringComparison.Ordinal) => Classic(content),
            _ when type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) => Picture(attachment),
            _ => null,
        };
        if (card is null || IsEmpty(card)) return null;
        var source = content.ValueKind == JsonValueKind.Object ? content.GetRawText() : null;
        return source is { Length: <= MaxSource } ? card with { Source = new CardSource(type, source) } : card;
    }

    /// <summary>What is said of an attachment that is not shown: its name, as a link when it has an address.</summary>
    public static string? Words(JsonElement attachment)
    {
        var content = attachment.Object("content");
        if (content.Text("fallbackText") is { Length: > 0 } fallback) return Limits.Cut(fallback, MaxText);
        var name = attachment.Text("name");
        if (attachment.Text("contentUrl") is not { Length: <= 2_000 } address || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")) return name;
        return $"[{(name is { Length: > 0 } ? name.Replace("[", "(", StringComparison.Ordinal).Replace("]", ")", StringComparison.Ordinal) : uri.Host)}]({uri.AbsoluteUri})";
    }

    /// <summary>A picture that may be shown; null when it may not.</summary>
    public CardImage? Image(string? address, string? alt) =>
        address is { Length: <= 2_000 } && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == "https" && uri.UserInfo.Length == 0
        && bot.ImageHosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase)
            ? new CardImage(uri.AbsoluteUri, alt is { Length: > 0 } ? Limits.Cut(alt, MaxTitle) : null)
            : null;

    /// <summary>A card of these parts, cut to the limits.</summary>
    public static Card Make(string? title, string? subtitle, IEnumerable<string?> text, IEnumerable<CardImage?> images, IEnumerable<MessageOption?> buttons)
    {
        var words = string.Join("\n\n", text.Where(part => !string.IsNullOrWhiteSpace(part)));
        ImmutableArray<CardImage> shown = [.. images.OfType<CardImage>().Take(MostImages)];
        ImmutableArray<MessageOption> pressed = [.. buttons.OfType<MessageOption>()];
        return new Card(
            Short(title), Short(subtitle), words.Length > 0 ? Limits.Cut(words, MaxText) : null, shown.IsEmpty ? default : shown, pressed.IsEmpty ? default : pressed);
    }

    /// <summary>Hero, thumbnail, receipt, sign-in, and cards of media, which become a link to them.</summary>
    private Card Classic(JsonElement content) => Make(
        content.Text("title"),
        content.Text("subtitle"),
        content.List("items").Concat(content.List("facts")).Select(Line).Prepend(content.Text("text")).Append(content.Text("total") is { Length: > 0 } total ? $"**{total}**" : null),
        content.List("images").Append(content.Object("image")).Select(image => Image(image.Text("url"), image.Text("alt"))),
        content.List("buttons").Select(buttons.Read).Concat(content.List("media").Take(1).Select(media => buttons.Link(content.Text("title") ?? "▶", media.Text("url")))));

    /// <summary>A line of a receipt: what, and how much.</summary>
    private static string? Line(JsonElement item)
    {
        var (what, much) = (item.Text("title") ?? item.Text("key"), item.Text("price") ?? item.Text("value"));
        return what is null ? much : much is null ? what : $"{what}: **{much}**";
    }

    private Card? Picture(JsonElement attachment) =>
        Image(attachment.Text("contentUrl"), attachment.Text("name")) is { } image ? new Card(Images: [image]) : null;

    private static string? Short(string? text) => string.IsNullOrWhiteSpace(text) ? null : Limits.Cut(text.Trim(), MaxTitle);

    private static bool IsEmpty(Card card) => card is { Title: null, Subtitle: null, Text: null } && card.Images.IsDefaultOrEmpty && card.Buttons.IsDefaultOrEmpty
        && card.Fields.IsDefaultOrEmpty;
}
