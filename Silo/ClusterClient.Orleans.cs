using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace ContactHub.Silo;

/// <summary>Joins a process that runs no grains itself, such as an Api node of its own, to the cluster as a client.</summary>
public static class ClusterClient
{
    public static void UseGrainClient(this IHostApplicationBuilder builder) => builder.UseOrleansClient(client =>
    {
        var cluster = builder.Configuration.GetSection("Cluster");
        var redis = cluster["Redis"] ?? throw new InvalidOperationException("Cluster:Redis is missing; Orleans keeps its membership there.");
        client.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = cluster["ClusterId"] ?? "contacthub";
            options.ServiceId = cluster["ServiceId"] ?? "contacthub";
        });
        client.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis));
    });
}
