using System.Text.RegularExpressions;
using ContactHub.Messengers;

namespace ContactHub.Telegram;

/// <summary>The configuration section <c>Telegram</c>; without bots the hub is not on Telegram.</summary>
public sealed record TelegramOptions
{
    public const string Section = "Telegram";

    public TelegramBot[] Bots { get; init; } = [];

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in Bots.SelectMany(bot => bot.Problems())) yield return problem;
        foreach (var (id, count) in Bots.CountBy(bot => bot.Id, StringComparer.Ordinal).Where(bot => bot.Value > 1)) yield return $"Telegram:Bots has '{id}' {count} times.";
        foreach (var same in Bots.Where(bot => bot.Token.Length > 0).GroupBy(bot => bot.Token, StringComparer.Ordinal).Where(bots => bots.Skip(1).Any()))
            yield return $"Telegram:Bots: {string.Join(" and ", same.Select(bot => bot.Id))} have the same Token; each bot is one entry.";
    }
}

/// <summary>How the hub learns what citizens write.</summary>
public enum TelegramMode
{
    /// <summary>The hub asks Telegram: nothing has to reach the hub from outside.</summary>
    Polling,

    /// <summary>Telegram calls the hub.</summary>
    Webhook,
}

/// <summary>A bot of the municipality: one entry of <c>Telegram:Bots</c>.</summary>
public sealed partial record TelegramBot
{
    /// <summary>Lower-case letters, digits and -, 1 to 40. Chats are kept under it, so it stays when the token changes.</summary>
    public string Id { get; init; } = "";

    /// <summary>What BotFather gave.</summary>
    public string Token { get; init; } = "";

    public TelegramMode Mode { get; init; } = TelegramMode.Polling;

    /// <summary>The hub's address as Telegram calls it; of <see cref="TelegramMode.Webhook"/> only.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>What Telegram shows with each call, 24 to 256 letters, digits, - or _; of <see cref="TelegramMode.Webhook"/> only.</summary>
    public string WebhookSecret { get; init; } = "";

    /// <summary>Where conversations belong that begin without naming a department; null for the default department.</summary>
    public string? Department { get; init; }

    /// <summary>Where Telegram's API is; another one is a Bot API server of the own.</summary>
    public string ApiUrl { get; init; } = "https://api.telegram.org";

    /// <summary>Sent before the first answer.</summary>
    public MessengerNotice Notice { get; init; } = new();

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        var path = $"Telegram:Bots:{Id}";
        if (!IdForm().IsMatch(Id)) yield return $"Telegram:Bots: '{Id}' is not an id; use 1 to 40 lower-case letters, digits or -.";
        if (!TokenForm().IsMatch(Token)) yield return $"{path}:Token is missing or not a token such as 123456:AbC….";
        if (!Uri.TryCreate(ApiUrl, UriKind.Absolute, out var api) || !(api.Scheme == Uri.UriSchemeHttps || api is { Scheme: "http", IsLoopback: true }))
            yield return $"{path}:ApiUrl must be an https address; http only on this machine.";
        if (Mode != TelegramMode.Webhook) yield break;
        if (!Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || url is { Scheme: "http", IsLoopback: true }))
            yield return $"{path}:PublicUrl must be the hub's https address, such as https://hub.example.bel.tr.";
        if (!SecretForm().IsMatch(WebhookSecret)) yield return $"{path}:WebhookSecret must be 24 to 256 letters, digits, - or _.";
    }

    /// <summary>Without token.</summary>
    public override string ToString() => $"{nameof(TelegramBot)} {Id}";

    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^[0-9]{1,20}:[A-Za-z0-9_-]{10,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{24,256}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SecretForm();
}
