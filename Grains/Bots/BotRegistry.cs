using ContactHub.Conversations;

namespace ContactHub.Bots;

/// <summary>The registered bots, and which of them a conversation gets.</summary>
public sealed class BotRegistry(BotsOptions options)
{
    /// <summary>Where bots' calls come in, below the hub's address.</summary>
    public const string Path = "/channels/bots";

    private readonly Dictionary<string, BotOptions> _byId = options.Registered.ToDictionary(bot => bot.Id, StringComparer.Ordinal);

    public IReadOnlyList<BotOptions> All { get; } = options.Registered;

    /// <summary>The issuer of the hub's own tokens.</summary>
    public string Issuer { get; } = options.Issuer.Length > 0 ? options.Issuer : options.Url.TrimEnd('/');

    /// <summary>The hub's address as bots reach it.</summary>
    public string Url { get; } = options.Url.TrimEnd('/');

    public BotOptions? Find(string? id) => id is not null && _byId.TryGetValue(id, out var bot) ? bot : null;

    /// <summary>The bot as the timeline names it.</summary>
    public static Actor ActorOf(BotOptions bot) => new(ActorKind.Bot, bot.Id, bot.Name);

    /// <summary>Where the bot sends its answers; the secret in it is what it is known by.</summary>
    public string ServiceUrl(BotOptions bot) => $"{Url}{Path}/{bot.Id}/{bot.Secret}/";

    /// <summary>The bot of a conversation that a command would open: the first that fits. Null: the FAQ bot.</summary>
    public BotOptions? For(ConversationCommand command)
    {
        var opening = command switch
        {
            PostMessage post => post.Opening,
            RequestPerson request => request.Opening,
            _ => null,
        };
        return opening is null ? null : All.FirstOrDefault(bot =>
            Fits(bot.Sites, opening.SiteId) && Fits(bot.Departments, opening.DepartmentId) && Fits(bot.Languages, opening.Language));
    }

    private static bool Fits(string[] wanted, string? value) => wanted.Length == 0 || (value is not null && wanted.Contains(value, StringComparer.Ordinal));
}
