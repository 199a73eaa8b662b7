using ContactHub.Conversations;
using ContactHub.Links;
using ContactHub.Messengers;

namespace ContactHub.WhatsApp;

/// <summary>Adds WhatsApp to the hub when it is switched on; otherwise there is nothing under its path and nothing runs.</summary>
internal static class WhatsAppSetup
{
    public static IServiceCollection AddContactHubWhatsApp(this IServiceCollection services, WhatsAppOptions options)
    {
        services.AddSingleton(options).AddSingleton<WhatsAppApi>().AddSingleton<WhatsAppTemplates>().AddSingleton<TemplateMessages>();
        if (!options.Enabled) return services;
        foreach (var number in options.Numbers) services.AddSingleton(new ChannelPlace(Channels.WhatsApp, number.Id, number.Id, IsKept: false));
        services.AddSingleton<WhatsAppFiles>().AddSingleton<WhatsAppIntake>().AddSingleton<WhatsAppWebhook>();
        services.AddSingleton<WhatsAppWorker>().AddHostedService(provider => provider.GetRequiredService<WhatsAppWorker>());
        return services.AddMessenger<WhatsAppSender, WhatsAppGestures>();
    }

    /// <summary>Opens WhatsApp's door, if it is switched on.</summary>
    public static void MapContactHubWhatsApp(this IEndpointRouteBuilder app)
    {
        TemplateEndpoints.Map(app);
        if (app.ServiceProvider.GetRequiredService<WhatsAppOptions>().Enabled) WhatsAppWebhook.Map(app);
    }
}
