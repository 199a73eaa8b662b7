using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContactHub.Phone;

/// <summary>The phone channel, as far as it is configured.</summary>
internal static class PhoneSetup
{
    /// <summary>Adds the phone's services. Whoever wants the calls registers a <see cref="CallSink"/> before; without one they are only logged.</summary>
    public static IServiceCollection AddContactHubPhone(this IServiceCollection services, PhoneOptions options)
    {
        services.AddSingleton(options).AddSingleton<PhoneWebhooks>();
        services.TryAddSingleton<CallSink>(provider =>
        {
            var log = provider.GetRequiredService<ILogger<AmiConnection>>();
            return (callEvent, _) =>
            {
                PhoneLog.Happened(log, callEvent.Call, callEvent.Kind);
                return ValueTask.CompletedTask;
            };
        });
        if (options.Asterisk.IsOn) services.AddSingleton<AmiConnection>().AddHostedService(provider => provider.GetRequiredService<AmiConnection>());
        return services;
    }

    /// <summary>Opens the providers' door, if there is one.</summary>
    public static void MapContactHubPhone(this IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetRequiredService<PhoneOptions>().Webhooks.Length > 0) PhoneWebhooks.Map(app);
    }
}
