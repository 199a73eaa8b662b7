using System.Security.Cryptography;
using System.Text;
using ContactHub.Security;
using Microsoft.AspNetCore.RateLimiting;
using System.Threading.RateLimiting;

namespace ContactHub.Bots;

/// <summary>Who calls: a bot is known by the secret in the address and, where that is configured, by a token of an issuer too.</summary>
internal sealed class BotCallers(BotRegistry bots, CallbackTokens tokens, ILogger<BotCallers> logger)
{
    /// <summary>The bot of a request that passed.</summary>
    public static BotOptions Of(HttpContext http) => (BotOptions)(http.Items[typeof(BotCallers)] ?? throw new InvalidOperationException("The endpoint lacks the bots' filter."));

    /// <summary>The bot whose address is called; null when there is none.</summary>
    public static BotOptions? Find(BotRegistry bots, HttpContext http)
    {
        var given = Hash(http.GetRouteValue("secret") as string ?? "");
        return bots.Find(http.GetRouteValue("botId") as string) is { } bot && bot.Secrets.Any(secret => CryptographicOperations.FixedTimeEquals(given, Hash(secret))) ? bot : null;
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <exception cref="BotException">It is none, or its token is missing or wrong.</exception>
    public async Task Check(HttpContext http)
    {
        if (Find(bots, http) is not { } bot) throw BotErrors.NotFound("There is nothing here.");
        if (bot.CallbackIssuer.Length > 0 && await tokens.Fault(bot, http.Request.Headers.Authorization, http.RequestAborted) is { } fault)
        {
            BotEdgeLog.Unauthorized(logger, bot.Id, fault);
            throw new BotException(StatusCodes.Status401Unauthorized, "Unauthorized", $"The token was refused: {fault}.");
        }

        http.Items[typeof(BotCallers)] = bot;
    }
}

/// <summary>How often a bot may call; who does not know the secret is counted by address, and has few attempts.</summary>
internal sealed class BotRates : IRateLimiterPolicy<string>
{
    public const string Name = "bots";
    private const int Guesses = 60;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected { get; } = static (context, _) =>
        new ValueTask(BotErrors.RateLimited(RateLimits.Seconds(context.Lease, Minute)).Write(context.HttpContext));

    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
    {
        var bot = BotCallers.Find(httpContext.RequestServices.GetRequiredService<BotRegistry>(), httpContext);
        return RateLimitPartition.GetFixedWindowLimiter(
            bot is null ? $"bots {RateLimits.Address(httpContext)}" : $"bot {bot.Id}",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = bot?.CallsPerMinute ?? Guesses, Window = Minute, QueueLimit = 0 });
    }
}
