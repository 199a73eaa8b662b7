using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace ContactHub.Silo;

/// <summary>
/// The one place in the product that starts Orleans by its name: a silo with membership, grain directory and reminders in Redis
/// (configuration section <c>Cluster</c>: <c>Redis</c>, <c>ClusterId</c>, <c>ServiceId</c>).
/// </summary>
internal static class EngineWiring
{
    public static void UseGrainEngine(this IHostApplicationBuilder builder) => builder.UseOrleans(silo =>
    {
        var cluster = builder.Configuration.GetSection("Cluster");
        var redis = cluster["Redis"] ?? throw new InvalidOperationException("Cluster:Redis is missing; Orleans keeps its membership there.");
        silo.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = cluster["ClusterId"] ?? "contacthub";
            options.ServiceId = cluster["ServiceId"] ?? "contacthub";
        });
        // Tightened so that a dead silo is declared within seconds; the default takes more than ten.
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 2;
            options.NumVotesForDeathDeclaration = 1;
        });
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(5));
        silo.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis));
        silo.UseRedisGrainDirectoryAsDefault(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis));
        silo.UseRedisReminderService(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis));
    });
}
