using ContactHub.Conversations;
using ContactHub.Links;
using ContactHub.Messengers;

namespace ContactHub.Telegram;

/// <summary>Adds Telegram to the hub, if there is a bot; otherwise there is nothing under its path and nothing runs.</summary>
internal static class TelegramSetup
{
    public static IServiceCollection AddContactHubTelegram(this IServiceCollection services, TelegramOptions options)
    {
        services.AddSingleton(options);
        if (options.Bots.Length == 0) return services;
        foreach (var bot in options.Bots) services.AddSingleton(new ChannelPlace(Channels.Telegram, bot.Id, bot.Id, IsKept: true));
        services.AddSingleton<TelegramApi>().AddSingleton<TelegramIntake>().AddSingleton<TelegramFiles>();
        return services.AddMessenger<TelegramSender, TelegramGestures>().AddHostedService<TelegramPolling>();
    }

    /// <summary>Opens Telegram's door, if a bot is to be called.</summary>
    public static void MapContactHubTelegram(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetRequiredService<TelegramOptions>().Bots.Any(bot => bot.Mode == TelegramMode.Webhook)) TelegramWebhook.Map(app);
    }
}
