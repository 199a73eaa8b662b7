using ContactHub.Outbound;

namespace ContactHub.Webhooks;

/// <summary>Outbound webhooks.</summary>
internal static class WebhooksSetup
{
    /// <summary>Adds the channel and what its endpoints work on.</summary>
    public static IServiceCollection AddContactHubWebhooks(this IServiceCollection services, WebhooksOptions options)
    {
        services.AddSingleton(options).AddSingleton<WebhookStore>().AddSingleton<WebhookDirectory>().AddSingleton<WebhookSecrets>().AddSingleton<ReceiverPauses>();
        services.AddSingleton<WebhookSender>().AddSingleton<IOutboundChannel, WebhookChannel>();
        return services;
    }
}
