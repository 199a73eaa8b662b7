using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace ContactHub.Silo;

/// <summary>
/// The one place in the product that starts Orleans by its name: a silo with membership, grain directory and reminders in Redis
/// (<see cref="ClusterSettings"/>, checked with the rest of the configuration before).
/// </summary>
internal static class EngineWiring
{
    public static void UseGrainEngine(this IHostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        var cluster = ClusterSettings.Read(builder.Configuration);
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        // Tightened so that a dead silo is declared within seconds; the default takes more than ten.
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 2;
            options.NumVotesForDeathDeclaration = 1;
        });
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(5));
        silo.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(cluster.Redis!));
        silo.UseRedisGrainDirectoryAsDefault(options => options.ConfigurationOptions = ConfigurationOptions.Parse(cluster.Redis!));
        silo.UseRedisReminderService(options => options.ConfigurationOptions = ConfigurationOptions.Parse(cluster.Redis!));
    });

    public static IEnumerable<string> ClusterProblems(ClusterSettings settings, bool isGiven) => settings.Faults();
}
