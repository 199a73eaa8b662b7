using System.Net;
using ContactHub.Storage;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace ContactHub.Silo;

/// <summary>What must hold before a process joins its cluster.</summary>
internal static class ClusterStart
{
    /// <summary>Nodes write every 30 s that they are alive.</summary>
    private static readonly TimeSpan Lapse = TimeSpan.FromMinutes(2);

    public static async Task EnsureStartable(IServiceProvider services, ClusterSettings settings, StorageOptions storage)
    {
        await EnsureRedisAnswers(settings);
        if (settings.RunsGrains && !storage.UsesPostgres) await EnsureAlone(services.GetRequiredService<IMembershipTable>(), settings, services.GetRequiredService<TimeProvider>());
    }

    private static async Task EnsureRedisAnswers(ClusterSettings settings)
    {
        var options = ConfigurationOptions.Parse(settings.Redis!);
        // Whether a lost connection is tried again later is another question than whether there is one at the start.
        options.AbortOnConnectFail = true;
        try
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(options);
            await redis.GetDatabase().PingAsync();
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            var fault = e is RedisConnectionException connection ? connection.FailureType.ToString() : e.GetType().Name;
            throw new ClusterStartException($"The cluster's Redis at {string.Join(", ", options.EndPoints.Select(Name))} does not answer ({fault}); Cluster:Redis says where it is.", e);
        }
    }

    /// <summary>Two nodes on SQLite files of their own would share grains, and each write half of the conversations.</summary>
    private static async Task EnsureAlone(IMembershipTable membership, ClusterSettings settings, TimeProvider clock)
    {
        await membership.InitializeMembershipTable(tryInitTableVersion: true);
        var here = new IPEndPoint(IPAddress.Parse(settings.Address), settings.SiloPort);
        // A killed process leaves its entry behind: under this address it is this node's own, elsewhere it ages.
        var stale = clock.GetUtcNow().UtcDateTime - Lapse;
        var other = (await membership.ReadAll()).Members.Select(member => member.Item1).FirstOrDefault(member =>
            member.Status is SiloStatus.Joining or SiloStatus.Active && member.IAmAliveTime > stale && !member.SiloAddress.Endpoint.Equals(here));
        if (other is not null)
            throw new ClusterStartException($"Another node of the cluster '{settings.ClusterId}' runs at {other.SiloAddress.Endpoint}, but Storage:Provider is 'sqlite', which only one process can use; it must be 'postgres'.");
    }

    private static string Name(EndPoint server) => server switch
    {
        DnsEndPoint dns => FormattableString.Invariant($"{dns.Host}:{dns.Port}"),
        _ => server.ToString()!,
    };
}
