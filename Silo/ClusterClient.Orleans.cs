using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace ContactHub.Silo;

/// <summary>Joins a process that runs no grains itself, such as an Api node of its own, to the cluster as a client.</summary>
public static class ClusterClient
{
    public static void UseGrainClient(this IHostApplicationBuilder builder) => builder.UseOrleansClient(client =>
    {
        var cluster = ClusterSettings.Read(builder.Configuration);
        client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        client.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(cluster.Redis!));
    });
}
