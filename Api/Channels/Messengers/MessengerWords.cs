using ContactHub.Bots;
using ContactHub.Conversations;

namespace ContactHub.Messengers;

/// <summary>
/// What a messenger, which draws no cards, says of a message: its words, then those of its cards and the addresses that buttons lead to. Pure.
/// </summary>
internal static class MessengerWords
{
    /// <summary>The words; empty when there is nothing to say.</summary>
    public static string Of(TimelineEntry entry, MessagePosted message)
    {
        if (entry.By.Kind != ActorKind.Bot) return message.Text;
        IEnumerable<Card> cards = message.Cards.IsDefault ? [] : message.Cards;
        var words = string.Join("\n\n", cards.Select(Of).Prepend(MessageText.Plain(message.Text)).Append(Links(message)).Where(text => text.Length > 0));
        // Buttons have to stand under something.
        return words.Length > 0 ? words : string.Join('\n', Choices(message).Select(choice => choice.Option.Text));
    }

    /// <summary>The buttons that are answers, each with its place among all of the message's.</summary>
    public static IEnumerable<(int Index, MessageOption Option)> Choices(MessagePosted message) => BotButtons.Of(message).Index().Where(choice => IsAnswer(choice.Item));

    /// <summary>The button at a place; null when there is none that is an answer.</summary>
    public static MessageOption? Choice(MessagePosted message, int index) => BotButtons.Of(message).ElementAtOrDefault(index) is { } option && IsAnswer(option) ? option : null;

    private static bool IsAnswer(MessageOption option) => option.Kind != "openUrl";

    private static string Of(Card card)
    {
        var words = string.Join('\n', new[] { card.Title, card.Subtitle, card.Text is { } text ? MessageText.Plain(text) : null }.Where(line => !string.IsNullOrWhiteSpace(line)));
        return words.Length > 0 || card.Images.IsDefault ? words : string.Join('\n', card.Images.Select(image => image.Alt is { Length: > 0 } alt ? $"{alt}: {image.Url}" : image.Url));
    }

    private static string Links(MessagePosted message) =>
        string.Join('\n', BotButtons.Of(message).Where(option => !IsAnswer(option)).Select(option => $"{option.Text}: {MessageText.Bare(option.Value ?? "")}"));
}
