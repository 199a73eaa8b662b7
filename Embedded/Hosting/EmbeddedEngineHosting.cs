using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ContactHub.Embedded;

/// <summary>Puts the engine into a host. Call it before registering hosted services that call grains: services start in the order of registration.</summary>
public static class EmbeddedEngineHosting
{
    /// <summary>Registers <see cref="IGrainFactory"/> and <see cref="IClusterClient"/>, and starts and stops the engine with the host.</summary>
    public static IHostApplicationBuilder UseEmbeddedEngine(this IHostApplicationBuilder builder, Action<ISiloBuilder>? configure = null)
    {
        Register(builder.Services, builder.Configuration, configure);
        return builder;
    }

    /// <inheritdoc cref="UseEmbeddedEngine(IHostApplicationBuilder, Action{ISiloBuilder})"/>
    public static IHostBuilder UseEmbeddedEngine(this IHostBuilder builder, Action<ISiloBuilder>? configure = null) =>
        builder.ConfigureServices((context, services) => Register(services, context.Configuration, configure));

    private static void Register(IServiceCollection services, IConfiguration configuration, Action<ISiloBuilder>? configure)
    {
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GrainEngine>();
        services.TryAddSingleton<IClusterClient>(provider => provider.GetRequiredService<GrainEngine>().Factory);
        services.TryAddSingleton<IGrainFactory>(provider => provider.GetRequiredService<IClusterClient>());
        services.AddHostedService(provider => provider.GetRequiredService<GrainEngine>());
        configure?.Invoke(new SiloBuilder(services, configuration));
    }
}
