using ContactHub.Conversations;
using ContactHub.Links;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContactHub.Phone;

/// <summary>The phone channel, as far as it is configured.</summary>
internal static class PhoneSetup
{
    /// <summary>Adds the phone's services. Whoever wants the calls otherwise than recorded registers a <see cref="CallSink"/> before.</summary>
    public static IServiceCollection AddContactHubPhone(this IServiceCollection services, PhoneOptions options)
    {
        services.AddSingleton(options).AddSingleton<PhoneWebhooks>().AddSingleton<CallStore>().AddSingleton<CallScreens>().AddSingleton<CallIntake>()
            .AddSingleton<CallClicks>();
        services.TryAddSingleton<CallSink>(provider => provider.GetRequiredService<CallIntake>().Take);
        if (options.Asterisk.IsOn) services.AddSingleton(new ChannelPlace(Channels.Phone, CallMemory.Asterisk, "Asterisk, " + options.Asterisk.Host, IsKept: true));
        foreach (var provider in options.Webhooks.Select(webhook => webhook.Provider).Distinct(StringComparer.Ordinal))
            services.AddSingleton(new ChannelPlace(Channels.Phone, provider, char.ToUpperInvariant(provider[0]) + provider[1..], IsKept: false));
        if (options.IsOn) services.AddHostedService<CallKeeper>();
        if (options.Asterisk.IsOn) services.AddSingleton<AmiConnection>().AddSingleton<PhonePresence>().AddHostedService<AmiWorker>();
        return services;
    }

    /// <summary>Opens the desk's door to the telephone, and the providers', if there is one.</summary>
    public static void MapContactHubPhone(this IEndpointRouteBuilder app)
    {
        CallEndpoints.Map(app);
        if (app.ServiceProvider.GetRequiredService<PhoneOptions>().Webhooks.Length > 0) PhoneWebhooks.Map(app);
    }
}
