using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactHub.FaqBot;

/// <summary>What the bot's last message asked for, so that a bare "yes" or "2" can be understood.</summary>
public enum BotAwaiting
{
    /// <summary>Nothing: the next message is a question of its own.</summary>
    Nothing,

    /// <summary>One of the offered entries, or none of them.</summary>
    Choice,

    /// <summary>Whether the answer helped.</summary>
    Feedback,

    /// <summary>Whether a person is wanted.</summary>
    PersonOffer,
}

/// <summary>What the bot remembers of one conversation. It holds no words of the citizen.</summary>
/// <param name="Greeted">Whether the bot has introduced itself.</param>
/// <param name="Misses">Turns in a row without an answer.</param>
/// <param name="Awaiting">What the bot's last message asked.</param>
/// <param name="Choices">Ids of the entries offered last, in the order shown.</param>
/// <param name="Answered">Ids of the entries answered so far, oldest first.</param>
/// <param name="Offered">Why a person was offered last; null when never.</param>
/// <param name="Language">Language of the citizen's last words, for buttons and messages that don't tell; null at first.</param>
public sealed record BotContext(
    bool Greeted,
    int Misses,
    BotAwaiting Awaiting,
    ImmutableArray<string> Choices,
    ImmutableArray<string> Answered,
    HandoffReason? Offered,
    string? Language = null)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>A conversation that has just begun.</summary>
    public static BotContext Empty { get; } =
        new(false, 0, BotAwaiting.Nothing, ImmutableArray<string>.Empty, ImmutableArray<string>.Empty, null);

    /// <summary>The context as text, to be kept with the conversation.</summary>
    public string ToMemory() => JsonSerializer.Serialize(this, Format);

    /// <summary>Reads <see cref="ToMemory"/>; empty text is <see cref="Empty"/>.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static BotContext FromMemory(string memory)
    {
        ArgumentNullException.ThrowIfNull(memory);
        if (memory.Length == 0) return Empty;
        try
        {
            var context = JsonSerializer.Deserialize<BotContext>(memory, Format) ?? throw new FormatException("The bot's memory is null.");
            return context with
            {
                Choices = context.Choices.IsDefault ? [] : context.Choices,
                Answered = context.Answered.IsDefault ? [] : context.Answered,
            };
        }
        catch (JsonException error)
        {
            throw new FormatException($"The bot's memory isn't what the bot wrote: {error.Message}", error);
        }
    }
}
