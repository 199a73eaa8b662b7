using System.Collections.Immutable;

namespace ContactHub.FaqBot;

/// <summary>Why a conversation goes to a person, or why one is offered.</summary>
public enum HandoffReason
{
    /// <summary>The citizen asked for a person.</summary>
    Asked,

    /// <summary>The citizen is angry.</summary>
    Angry,

    /// <summary>The bot didn't understand twice in a row.</summary>
    MissedTwice,

    /// <summary>Violence, suicide, abuse, disaster: no matter for a machine.</summary>
    Sensitive,

    /// <summary>The same answer would be given again.</summary>
    Repeated,

    /// <summary>The citizen said that the answer didn't help.</summary>
    NotHelpful,

    /// <summary>The answer depends on the citizen's own account, which the bot can't see.</summary>
    PersonalAccount,

    /// <summary>The citizen sent files without a word, which the bot can't read.</summary>
    FileSent,
}

/// <summary>A button below a message. Pressing it sends <paramref name="Value"/>; typing its <paramref name="Title"/> does the same.</summary>
public sealed record QuickReply(string Title, string Value);

/// <summary>What the bot does with one message of a citizen. The hierarchy is closed: every case is nested here.</summary>
public abstract record BotDecision
{
    private BotDecision()
    {
    }

    /// <summary>Sent before <see cref="Text"/> as a message of its own, or null: the bot says what it is, once in a conversation.</summary>
    public string? Introduction { get; init; }

    /// <summary>The message to the citizen, plain text, in <see cref="Language"/>.</summary>
    public required string Text { get; init; }

    /// <summary>Language the citizen was taken to write: <c>tr</c>, <c>en</c> or <c>ar</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Buttons below the message; may be empty.</summary>
    public ImmutableArray<QuickReply> QuickReplies { get; init; } = [];

    /// <summary>The context to keep for the citizen's next message.</summary>
    public required BotContext Next { get; init; }

    /// <summary>Danger: show the emergency number (112, gas 187, power 186) at once. The conversation stays with the bot.</summary>
    public sealed record Emergency(string Number) : BotDecision;

    /// <summary>Pass the conversation to the queue now.</summary>
    public sealed record Handoff(HandoffReason Reason) : BotDecision;

    /// <summary>Ask whether the citizen wants a person.</summary>
    public sealed record OfferPerson(HandoffReason Reason) : BotDecision;

    /// <summary>Give a curated answer below the question it answers, and ask whether it helped.</summary>
    /// <param name="EntryId">The FAQ entry.</param>
    /// <param name="MatchedQuestion">The entry's canonical question, to be shown above the answer.</param>
    /// <param name="AskHelpful">"Did this answer help?", to be shown below it with the buttons.</param>
    /// <param name="Score">Confidence of the match from 0 to 1; 1 when the citizen chose the entry.</param>
    public sealed record Answer(string EntryId, string MatchedQuestion, string AskHelpful, double Score) : BotDecision;

    /// <summary>Let the citizen pick one of up to three entries, or none of them.</summary>
    public sealed record Choose(ImmutableArray<string> EntryIds) : BotDecision;

    /// <summary>Ask for the question in other words.</summary>
    public sealed record Rephrase : BotDecision;

    /// <summary>Greeting, thanks, goodbye or "are you a bot".</summary>
    public sealed record SmallTalk(SmallTalkKind Kind) : BotDecision;

    /// <summary>The citizen said that <paramref name="EntryId"/> helped; a "no" becomes <see cref="OfferPerson"/>.</summary>
    public sealed record Thanked(string? EntryId) : BotDecision;

    /// <summary>A question about the citizen's own account: where to look it up, and a person. <paramref name="EntryId"/> is the entry quoted, if any.</summary>
    public sealed record PersonalAccount(string? EntryId) : BotDecision;
}
