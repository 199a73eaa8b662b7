using ContactHub.Conversations;
using ContactHub.Links;
using Microsoft.AspNetCore.RateLimiting;

namespace ContactHub.Bots;

/// <summary>Adds what bots from outside call, if any is registered; otherwise there is nothing under their path.</summary>
internal static class BotSetup
{
    public static void AddContactHubBotCalls(this IServiceCollection services, BotsOptions options)
    {
        if (options.Registered.Length == 0) return;
        foreach (var bot in options.Registered) services.AddSingleton(new ChannelPlace(Channels.Bots, bot.Id, bot.Name, IsKept: true));
        services.AddSingleton<CallbackTokens>().AddSingleton<BotCallers>().AddSingleton<BotCommandIds>().AddSingleton<BotFetches>().AddSingleton<BotFiles>().AddSingleton<BotCalls>();
        services.Configure<RateLimiterOptions>(limits => limits.AddPolicy(BotRates.Name, new BotRates()));
    }

    public static void MapContactHubBots(this WebApplication app)
    {
        if (app.Services.GetRequiredService<BotRegistry>().All.Count == 0) return;
        BotEndpoints.Map(app);
        BotFileEndpoints.MapCitizens(app);
        BotOpenId.Map(app);
    }
}
