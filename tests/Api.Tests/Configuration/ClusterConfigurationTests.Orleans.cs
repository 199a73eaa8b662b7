using System.Collections.Immutable;
using ContactHub.Startup;
using Microsoft.Extensions.Configuration;

namespace ContactHub.Configuration.Tests;

/// <summary>A build for a cluster.</summary>
public sealed class ClusterConfigurationTests
{
    [Fact]
    public void Without_redis_no_hub_starts() => Assert.StartsWith("Cluster:Redis is missing", Assert.Single(Problems([])), StringComparison.Ordinal);

    [Fact]
    public void A_node_without_grains_on_sqlite_is_refused() => Assert.StartsWith(
        "Cluster:RunsGrains is false",
        Assert.Single(Problems(new() { ["Cluster:Redis"] = "redis.example:6379", ["Cluster:RunsGrains"] = "false" })),
        StringComparison.Ordinal);

    [Fact]
    public void A_command_asks_for_no_cluster() => Assert.Empty(Problems([], isHub: false));

    private static ImmutableArray<string> Problems(Dictionary<string, string?> settings, bool isHub = true) =>
        HubConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), isHub).Problems;
}
