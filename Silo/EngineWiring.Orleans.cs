using System.Net;
using ContactHub.Conversations;
using ContactHub.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;
using Orleans.Serialization.Serializers;
using StackExchange.Redis;

namespace ContactHub.Silo;

/// <summary>
/// The one place in the product that starts Orleans by its name: a silo, or a client of silos, with membership, grain directory and reminders in
/// Redis (<see cref="ClusterSettings"/>, checked with the rest of the configuration before).
/// </summary>
internal static class EngineWiring
{
    private static readonly TimeSpan ConnectAgainAfter = TimeSpan.FromSeconds(1);
    /// <summary>Redis is looked for that often while it is away; the client's own rhythm grows to a minute.</summary>
    private static readonly TimeSpan RedisAgainAfter = TimeSpan.FromMilliseconds(250);
    /// <summary>How long a call that needs Redis waits for one that is away, before it fails.</summary>
    private static readonly TimeSpan RedisPatience = TimeSpan.FromSeconds(3);

    /// <summary>How values are written between processes that may be of two releases.</summary>
    public static IServiceCollection AddWire(this IServiceCollection services) => services
        .AddSingleton<TimelineEntryConverter>()
        // Goes before the codec that is generated for the record.
        .Configure<TypeManifestOptions>(options => options.FieldCodecs.Add(typeof(SurrogateCodec<TimelineEntry, TimelineEntryWire, TimelineEntryConverter>)));

    public static void UseGrainEngine(this IHostApplicationBuilder builder, ClusterSettings cluster)
    {
        builder.Services.AddWire();
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

    /// <summary>Whether one side of a call sent what the other could not read: a command, a method or a value that only a newer release has.</summary>
    public static bool IsOfAnotherRelease(Exception exception) => exception is SerializerException and not CodecNotFoundException;

    private static void Configure(ISiloBuilder silo, ClusterSettings cluster)
    {
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        silo.ConfigureEndpoints(IPAddress.Parse(cluster.Address), cluster.SiloPort, cluster.GatewayPort);
        // Tightened so that a dead silo is declared within seconds; the default takes more than ten.
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = cluster.ProbeTimeout;
            options.NumMissedProbesLimit = cluster.MissedProbes;
            options.NumVotesForDeathDeclaration = cluster.DeathVotes;
        });
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = cluster.CallTimeout);
        silo.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = cluster.CallTimeout);
        silo.Configure<ExceptionSerializationOptions>(Cross);
        silo.AddOutgoingGrainCallFilter<CallFilter>();
        silo.UseRedisClustering(options => options.ConfigurationOptions = Redis(cluster));
        silo.UseRedisGrainDirectoryAsDefault(options => options.ConfigurationOptions = Redis(cluster));
        silo.UseRedisReminderService(options => options.ConfigurationOptions = Redis(cluster));
    }

    /// <summary>A process that runs no grains waits at its start until there is a silo.</summary>
    private static void Configure(IClientBuilder client, ClusterSettings cluster)
    {
        client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = cluster.CallTimeout);
        client.Configure<ExceptionSerializationOptions>(Cross);
        client.AddOutgoingGrainCallFilter<CallFilter>();
        client.UseRedisClustering(options => options.ConfigurationOptions = Redis(cluster));
        // So that a new silo is used soon, and one that leaves is left.
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = cluster.GatewayRefresh);
        client.AddClusterConnectionStatusObserver<GatewayWatch>();
        client.UseConnectionRetryFilter(static async (_, stopping) =>
        {
            await Task.Delay(ConnectAgainAfter, TimeProvider.System, stopping);
            return true;
        });
    }

    /// <summary>
    /// What a grain fails with reaches a caller in another process as what it is; a store that is away is then <c>unavailable</c> there too. An
    /// activation that fails passes no filter that could turn it into a result.
    /// </summary>
    private static void Cross(ExceptionSerializationOptions options) => options.SupportedExceptionTypeFilter = static _ => true;

    private static ConfigurationOptions Redis(ClusterSettings cluster)
    {
        var options = ConfigurationOptions.Parse(cluster.Redis!);
        options.AbortOnConnectFail = false;
        options.ReconnectRetryPolicy = new LinearRetry((int)RedisAgainAfter.TotalMilliseconds);
        options.HeartbeatInterval = RedisAgainAfter;
        options.AsyncTimeout = (int)RedisPatience.TotalMilliseconds;
        return options;
    }
}
