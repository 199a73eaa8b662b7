namespace ContactHub.Telegram;

/// <summary>Something that Telegram tells a bot. Ids ascend, and the same id is the same update.</summary>
public abstract record TelegramUpdate(long Id);

/// <summary>A person wrote something, or changed it.</summary>
/// <param name="ChatType">private, group, supergroup or channel.</param>
/// <param name="EditedAt">Set when it is a change of an earlier message.</param>
/// <param name="Text">What can be read of it, whatever it is.</param>
/// <param name="Start">The parameter of the link that began the chat; null when there is none.</param>
/// <param name="Phone">The sender's own number, which Telegram vouches for; null when it is not that.</param>
/// <param name="ReplyTo">The message of the same chat that it answers; null when it is none.</param>
public sealed record TelegramMessage(
    long Id, long ChatId, string ChatType, TelegramPerson From, long MessageId, DateTimeOffset At, DateTimeOffset? EditedAt, string Text, TelegramFile? File,
    string? Start, string? Phone, long? ReplyTo = null) : TelegramUpdate(Id)
{
    /// <summary>What its chat knows it by; a change is another message than what it changes.</summary>
    public string Source => EditedAt is { } edited ? $"{MessageId}:{edited.ToUnixTimeSeconds()}" : $"{MessageId}";
}

/// <summary>A person pressed a button under a message of the bot.</summary>
/// <param name="Data">As the bot gave it, or anything else: clients of their own making send what they like.</param>
public sealed record TelegramPress(long Id, string PressId, long ChatId, TelegramPerson From, long MessageId, string Data) : TelegramUpdate(Id);

/// <summary>A person put an emoji to a message of a private chat.</summary>
/// <param name="Emoji">One, or what stands for one that is no letter.</param>
public sealed record TelegramReaction(long Id, long ChatId, TelegramPerson From, long MessageId, DateTimeOffset At, string Emoji) : TelegramUpdate(Id);

/// <summary>Something that is not for the hub.</summary>
public sealed record TelegramOther(long Id) : TelegramUpdate(Id);

/// <summary>Who does it. The id is the person's for good; names are typed in.</summary>
public sealed record TelegramPerson(long Id, string? Name, string? LanguageCode)
{
    /// <summary>What the hub speaks with them: Turkish unless their Telegram is in another language.</summary>
    public string Language => LanguageCode switch
    {
        null or "" => "tr",
        _ when LanguageCode.StartsWith("tr", StringComparison.Ordinal) => "tr",
        _ when LanguageCode.StartsWith("ar", StringComparison.Ordinal) => "ar",
        _ => "en",
    };
}

/// <summary>A file of a message.</summary>
/// <param name="Id">What <c>getFile</c> wants.</param>
/// <param name="Name">As the sender called it, or made up of what it is.</param>
/// <param name="ContentType">As Telegram says.</param>
/// <param name="Size">Bytes; null when Telegram doesn't say.</param>
public sealed record TelegramFile(string Id, string Name, string ContentType, long? Size);
