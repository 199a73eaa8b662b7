using ContactHub.Links;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContactHub.Bots;

public static class BotServices
{
    /// <summary>Registers what every node needs to talk with bots from outside.</summary>
    public static IServiceCollection AddContactHubBots(this IServiceCollection services, BotsOptions options)
    {
        services.TryAddSingleton<LinkStore>();
        services.TryAddSingleton<LinkReports>();
        services.AddSingleton<BotLinks>().AddSingleton(new BotRegistry(options)).AddSingleton<BotKeyStore>().AddSingleton<BotKeys>().AddSingleton<BotFileLinks>();
        services.AddSingleton<BotTokens>().AddSingleton<BotSender>().AddSingleton<BotConversations>();
        return services;
    }
}
