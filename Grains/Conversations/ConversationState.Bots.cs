using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>The fold of what concerns bots from outside.</summary>
public sealed partial class ConversationState
{
    /// <summary>The bot from outside that has the bot's turns; null: the FAQ bot.</summary>
    public string? BotId { get; set; }

    /// <summary>The last event that the bot from outside is to be told of; 0 when there is none.</summary>
    public long BotNewsSeq { get; set; }

    /// <summary>Up to where it has been told.</summary>
    public long BotToldSeq { get; set; }

    /// <summary>What a bot is told: what the citizen says to it, and what becomes of the conversation after it.</summary>
    private bool IsNewsForBot(TimelineEntry entry) => entry.Event switch
    {
        MessagePosted => entry.By.Kind == ActorKind.Citizen && Owner == Owner.Bot,
        AgentAssigned or ConversationResolved => true,
        _ => false,
    };

    /// <summary>What lists show of a message that may be a card alone.</summary>
    private static string Words(string text, ImmutableArray<Card> cards) =>
        text.Length > 0 || cards.IsDefaultOrEmpty ? text : cards[0].Title ?? cards[0].Text ?? cards[0].Subtitle ?? "";
}
