using ContactHub.Conversations;

namespace ContactHub.Bots;

/// <summary>A bot from outside at one conversation; the key is the conversation id. It tells the bot what happens, in order; the bot answers by calling the hub.</summary>
[Alias("outside-bot")]
public interface IBotGrain : IGrainWithStringKey
{
    /// <summary>There is something to tell. Repeating it does no harm.</summary>
    [Alias("tell"), OneWay]
    Task Tell(BotNews news);

    /// <summary>The bot shows that it is alive: it types, streams or has answered. Whoever waits for it waits on.</summary>
    [Alias("heard"), OneWay, AlwaysInterleave]
    Task Heard();

    /// <summary>The handoff that the bot asked for is not possible now, and the turn is still the bot's.</summary>
    [Alias("refuse-handoff"), OneWay]
    Task RefuseHandoff(BotNews news);

    /// <summary>The citizen types; passed on at once or not at all.</summary>
    [Alias("typing"), OneWay, AlwaysInterleave]
    Task Typing(BotNews news);
}

/// <summary>Where a conversation stands with its bot.</summary>
/// <param name="BotId">The bot.</param>
/// <param name="ToldSeq">Up to where it has been told.</param>
/// <param name="UpTo">Up to where it is to be told.</param>
/// <param name="BotSince">From where on the bot has had the turn without a break; 0: it has not got it.</param>
/// <param name="Language">The citizen's.</param>
/// <param name="Citizen">Under the id that the conversation was opened with.</param>
[GenerateSerializer, Immutable, Alias("bot-news")]
public sealed record BotNews(
    [property: Id(0)] string BotId,
    [property: Id(1)] long ToldSeq,
    [property: Id(2)] long UpTo,
    [property: Id(3)] long BotSince,
    [property: Id(4)] string Language,
    [property: Id(5)] Actor Citizen);
