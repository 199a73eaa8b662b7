using System.Collections.Concurrent;

namespace ContactHub.Bots;

/// <summary>
/// Signs what the hub sends to bots that have an app id: a JSON Web Token (RFC 7515, RS256) with the claims that the Bot Connector's have (issuer,
/// audience, serviceurl), good for an hour and used for half of it.
/// </summary>
public sealed class BotTokens(BotKeys keys, BotRegistry bots, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> _made = new(StringComparer.Ordinal);

    /// <summary>The token for one bot.</summary>
    public async ValueTask<string> For(BotOptions bot, string serviceUrl, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_made.TryGetValue(bot.Id, out var made) && made.Until > now) return made.Token;
        var token = SignedClaims.Write(await keys.Current(ct), new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = bots.Issuer,
            ["aud"] = bot.AppId,
            ["serviceurl"] = serviceUrl,
            ["nbf"] = (now - TimeSpan.FromMinutes(1)).ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
        });
        _made[bot.Id] = (token, now + (Life / 2));
        return token;
    }
}
