using System.Collections.Immutable;
using ContactHub.Conversations;

namespace ContactHub.Realtime;

/// <summary>What the hub's own screens get of a bot's cards and buttons: what they draw, not what goes back to the bot or to clients of other kinds.</summary>
internal static class WireCards
{
    /// <summary>The event as screens get it.</summary>
    public static ConversationEvent Shown(ConversationEvent e) => e switch
    {
        MessagePosted { Cards.IsDefaultOrEmpty: false } or MessagePosted { Options.IsDefaultOrEmpty: false } => Shown((MessagePosted)e),
        MessageUpdated update => update with { Options = Shown(update.Options), Cards = Shown(update.Cards) },
        _ => e,
    };

    private static MessagePosted Shown(MessagePosted message) => message with { Options = Shown(message.Options), Cards = Shown(message.Cards) };

    private static ImmutableArray<Card> Shown(ImmutableArray<Card> cards) =>
        cards.IsDefaultOrEmpty ? cards : [.. cards.Select(card => card with { Source = null, Buttons = Shown(card.Buttons) })];

    private static ImmutableArray<MessageOption> Shown(ImmutableArray<MessageOption> options) => options.IsDefaultOrEmpty || options.All(option => option.Value is null)
        ? options
        : [.. options.Select(option => option.Kind == "openUrl" ? option : option with { Value = null })];
}
