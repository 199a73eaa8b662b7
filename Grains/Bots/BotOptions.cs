using System.Text.RegularExpressions;

namespace ContactHub.Bots;

/// <summary>The configuration section <c>Bots</c>: bots from outside that speak the Bot Framework activity protocol. Without settings there are none.</summary>
public sealed record BotsOptions
{
    public const string Section = "Bots";

    /// <summary>The hub's address as bots reach it, such as <c>https://hub.example.bel.tr</c>: they send their answers there.</summary>
    public string Url { get; init; } = "";

    /// <summary>What the hub calls itself in the tokens that it signs; empty: <see cref="Url"/>.</summary>
    public string Issuer { get; init; } = "";

    public BotOptions[] Registered { get; init; } = [];

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (Registered.Length > 0 && !IsAddress(Url)) yield return "Bots:Url must be the hub's address as bots reach it, such as https://hub.example.bel.tr.";
        foreach (var problem in Registered.SelectMany((bot, number) => bot.Problems($"Bots:Registered:{number}"))) yield return problem;
        foreach (var twice in Registered.CountBy(bot => bot.Id, StringComparer.Ordinal).Where(bot => bot.Value > 1)) yield return $"Bots:Registered has '{twice.Key}' {twice.Value} times.";
        var secrets = Registered.SelectMany(bot => bot.Secrets).Where(secret => secret.Length > 0).ToList();
        if (secrets.Distinct(StringComparer.Ordinal).Count() < secrets.Count) yield return "Bots:Registered has one Secret more than once, old ones counted.";
    }

    internal static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}

/// <summary>What a bot from outside has to do with the FAQ bot.</summary>
public enum BotRole
{
    /// <summary>It has all the bot's turns.</summary>
    Instead = 0,

    /// <summary>It has the turn until it ends the conversation; then the FAQ bot goes on.</summary>
    First = 1,
}

/// <summary>A bot from outside.</summary>
public sealed partial record BotOptions
{
    /// <summary>1 to 40 lower-case letters, digits or -; in the address that the bot calls, and in the log.</summary>
    public string Id { get; init; } = "";

    /// <summary>What staff and clients see it as.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where it takes activities, such as <c>https://bot.example.bel.tr/api/messages</c>.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>The part of the address that only this bot knows: 32 to 100 letters, digits, - or _.</summary>
    public string Secret { get; init; } = "";

    /// <summary>Secrets that it had before and may still call with: it keeps the address of conversations that began under them.</summary>
    public string[] OldSecrets { get; init; } = [];

    /// <summary>The bot's app id. When it is set, the hub signs what it sends (RS256, audience this id).</summary>
    public string AppId { get; init; } = "";

    /// <summary>Sites whose conversations it gets; empty: all.</summary>
    public string[] Sites { get; init; } = [];

    /// <summary>Departments whose conversations it gets; empty: all.</summary>
    public string[] Departments { get; init; } = [];

    /// <summary>Languages (tr, en, ar) in which it talks; empty: all.</summary>
    public string[] Languages { get; init; } = [];

    public BotRole Role { get; init; }

    /// <summary>The <c>channelId</c> that it is told; bots offer buttons on channels that they know to have them.</summary>
    public string ChannelId { get; init; } = "directline";

    /// <summary>How long it may be silent while a citizen waits; then people take over.</summary>
    public TimeSpan TurnTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often it may call the hub in a minute.</summary>
    public int CallsPerMinute { get; init; } = 3000;

    /// <summary>Hosts whose pictures may be shown on its cards. Citizens' browsers ask them, and so tell them their addresses.</summary>
    public string[] ImageHosts { get; init; } = [];

    /// <summary>Hosts from which the hub fetches the files that it sends; files elsewhere are links.</summary>
    public string[] FileHosts { get; init; } = [];

    /// <summary>Who signs the tokens that the bot calls with; empty: the secret in the address is enough.</summary>
    public string CallbackIssuer { get; init; } = "";

    /// <summary>The issuer's OpenID metadata, which names its keys.</summary>
    public string CallbackMetadata { get; init; } = "";

    /// <summary>The audience that those tokens must have.</summary>
    public string CallbackAudience { get; init; } = "";

    /// <summary>Every secret by which it is known.</summary>
    public IEnumerable<string> Secrets => OldSecrets.Prepend(Secret);

    internal IEnumerable<string> Problems(string name)
    {
        if (!IdForm().IsMatch(Id)) yield return $"{name}:Id must be 1 to 40 lower-case letters, digits or -.";
        if (Id == Conversations.Actor.FaqBot.Id) yield return $"{name}:Id must not be '{Id}', which is the hub's own bot.";
        if (Name.Length is 0 or > 100) yield return $"{name}:Name must have 1 to 100 characters.";
        if (!BotsOptions.IsAddress(Endpoint)) yield return $"{name}:Endpoint must be an address such as https://bot.example.bel.tr/api/messages.";
        if (!Secrets.All(SecretForm().IsMatch)) yield return $"{name}:Secret and OldSecrets must be 32 to 100 letters, digits, - or _.";
        if (!Enum.IsDefined(Role)) yield return $"{name}:Role must be Instead or First.";
        if (!IdForm().IsMatch(ChannelId)) yield return $"{name}:ChannelId must be 1 to 40 lower-case letters, digits or -.";
        if (Languages.Any(language => language is not ("tr" or "en" or "ar"))) yield return $"{name}:Languages may name tr, en, ar.";
        if (TurnTime < TimeSpan.FromSeconds(2) || TurnTime > TimeSpan.FromMinutes(2)) yield return $"{name}:TurnTime must be 00:00:02 to 00:02:00.";
        if (CallsPerMinute < 10) yield return $"{name}:CallsPerMinute must be at least 10.";
        if (ImageHosts.Any(host => Uri.CheckHostName(host) != UriHostNameType.Dns)) yield return $"{name}:ImageHosts may name hosts such as www.example.bel.tr.";
        if (FileHosts.Any(host => Uri.CheckHostName(host) is UriHostNameType.Unknown)) yield return $"{name}:FileHosts may name hosts such as bot.example.bel.tr.";
        if (CallbackIssuer.Length > 0 && (!BotsOptions.IsAddress(CallbackMetadata) || CallbackAudience.Length == 0))
            yield return $"{name}:CallbackIssuer needs CallbackMetadata, an address, and CallbackAudience.";
    }

    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{32,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SecretForm();
}
