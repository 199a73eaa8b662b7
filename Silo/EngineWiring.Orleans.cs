using System.Net;
using ContactHub.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace ContactHub.Silo;

/// <summary>
/// The one place in the product that starts Orleans by its name: a silo, or a client of silos, with membership, grain directory and reminders in
/// Redis (<see cref="ClusterSettings"/>, checked with the rest of the configuration before).
/// </summary>
internal static class EngineWiring
{
    /// <summary>A call that waits longer is taken for lost; callers try again.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConnectAgainAfter = TimeSpan.FromSeconds(1);
    /// <summary>So that a new silo is used soon, and one that leaves is left.</summary>
    private static readonly TimeSpan GatewayListAge = TimeSpan.FromSeconds(5);

    public static void UseGrainEngine(this IHostApplicationBuilder builder, ClusterSettings cluster)
    {
        if (cluster.RunsGrains)
        {
            builder.UseOrleans(silo => Configure(silo, cluster));
            builder.Services.AddHostedService<SiloWatch>();
        }
        else builder.UseOrleansClient(client => Configure(client, cluster));
    }

    public static IEnumerable<string> ClusterProblems(ClusterSettings settings, bool isGiven, StorageOptions storage) =>
        settings.Faults().Concat(settings.StorageFaults(storage));

    public static Task EnsureStartable(IServiceProvider services, ClusterSettings settings, StorageOptions storage) =>
        ClusterStart.EnsureStartable(services, settings, storage);

    /// <summary>A silo or a gateway went away, Redis can't be reached, or a port is taken.</summary>
    public static bool IsClusterFault(Exception exception) => exception is OrleansException or RedisException;

    private static void Configure(ISiloBuilder silo, ClusterSettings cluster)
    {
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        silo.ConfigureEndpoints(IPAddress.Parse(cluster.Address), cluster.SiloPort, cluster.GatewayPort);
        // Tightened so that a dead silo is declared within seconds; the default takes more than ten.
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 2;
            options.NumVotesForDeathDeclaration = 1;
        });
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
        silo.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
        silo.AddOutgoingGrainCallFilter<CallFilter>();
        silo.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(cluster.Redis!));
        silo.UseRedisGrainDirectoryAsDefault(options => options.ConfigurationOptions = ConfigurationOptions.Parse(cluster.Redis!));
        silo.UseRedisReminderService(options => options.ConfigurationOptions = ConfigurationOptions.Parse(cluster.Redis!));
    }

    /// <summary>A process that runs no grains waits at its start until there is a silo.</summary>
    private static void Configure(IClientBuilder client, ClusterSettings cluster)
    {
        client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
        client.AddOutgoingGrainCallFilter<CallFilter>();
        client.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(cluster.Redis!));
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = GatewayListAge);
        client.AddClusterConnectionStatusObserver<GatewayWatch>();
        client.UseConnectionRetryFilter(static async (_, stopping) =>
        {
            await Task.Delay(ConnectAgainAfter, TimeProvider.System, stopping);
            return true;
        });
    }
}
