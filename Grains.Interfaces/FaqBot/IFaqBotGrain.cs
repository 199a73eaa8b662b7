namespace ContactHub.FaqBot;

/// <summary>The FAQ bot at one conversation; the key is the conversation id. It answers by posting to the conversation, which may drop the answer.</summary>
[Alias("faq-bot")]
public interface IFaqBotGrain : IGrainWithStringKey
{
    /// <summary>A citizen's message came while the bot has the turn. Repeating a turn does no harm.</summary>
    [Alias("consider"), OneWay]
    Task Consider(BotQuestion question);
}

/// <summary>What the bot needs to answer one message.</summary>
/// <param name="Seq">The message's sequence.</param>
/// <param name="Memory">What the bot remembered after its last turn in this conversation; empty at first.</param>
/// <param name="First">Whether this is the bot's first turn in this conversation.</param>
/// <param name="Files">Whether it is files without a word, which the bot can't read.</param>
[GenerateSerializer, Immutable, Alias("bot-question")]
public sealed record BotQuestion(
    [property: Id(0)] long Seq,
    [property: Id(1)] string Text,
    [property: Id(2)] string? OptionId,
    [property: Id(3)] string Language,
    [property: Id(4)] string Memory,
    [property: Id(5)] bool First,
    [property: Id(6)] string? DepartmentId,
    [property: Id(7)] bool Files = false);
