using ContactHub.Files;
using ContactHub.Outbound;

namespace ContactHub.Messengers;

/// <summary>Adds what all messengers stand on.</summary>
internal static class MessengersSetup
{
    public static IServiceCollection AddContactHubMessengers(this IServiceCollection services)
    {
        services.AddSingleton<MessengerPlaces>().AddSingleton<MessengerInbox>().AddSingleton<MessengerMessages>().AddSingleton<MessengerQuotes>().AddSingleton<MessengerIntake>().AddSingleton<MessengerDeliveries>().AddSingleton<MessengerPresence>();
        return services.AddSingleton<MessengerPresses>().AddSingleton<MessengerIdentities>().AddSingleton<MessengerFiles>();
    }

    /// <summary>Adds a messenger's way out and what it can show.</summary>
    public static IServiceCollection AddMessenger<TSender, TGestures>(this IServiceCollection services)
        where TSender : class, IMessengerSender
        where TGestures : class, IMessengerGestures
    {
        services.AddSingleton<TGestures>().AddSingleton<IMessengerGestures>(provider => provider.GetRequiredService<TGestures>());
        return services.AddSingleton<TSender>().AddSingleton<IOutboundChannel>(provider => new MessengerOutbound(
            provider.GetRequiredService<TSender>(), provider.GetRequiredService<MessengerDeliveries>(), provider.GetRequiredService<MessengerPlaces>(),
            provider.GetRequiredService<FileStore>(), provider.GetRequiredService<MessengerQuotes>(), provider.GetRequiredService<IGrainFactory>()));
    }
}
