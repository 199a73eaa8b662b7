using ContactHub.Audit;

namespace ContactHub.Outbound;

/// <summary>The outbox for everything that leaves the hub.</summary>
internal static class OutboundSetup
{
    /// <summary>Adds it; each channel adds itself as <see cref="IOutboundChannel"/>.</summary>
    public static IServiceCollection AddContactHubOutbound(this IServiceCollection services, OutboundOptions options)
    {
        services.AddSingleton(options).AddSingleton<GuardedHttp>();
        services.AddSingleton<DeliveryStore>().AddSingleton<DeliveryLog>();
        services.AddSingleton<IOutboundChannel, TimelineAudit>();
        services.AddSingleton<OutboundService>().AddHostedService(provider => provider.GetRequiredService<OutboundService>());
        return services;
    }
}
