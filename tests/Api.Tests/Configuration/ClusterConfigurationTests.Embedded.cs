using System.Collections.Immutable;
using ContactHub.Startup;
using Microsoft.Extensions.Configuration;

namespace ContactHub.Configuration.Tests;

/// <summary>A build that runs in one process.</summary>
public sealed class ClusterConfigurationTests
{
    [Fact]
    public void A_section_for_a_cluster_is_said_to_have_no_effect()
    {
        var problem = Assert.Single(Problems(new() { ["Cluster:Redis"] = "redis.example:6379" }));

        Assert.StartsWith("The section 'Cluster' has no effect", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_one_nothing_is_said() => Assert.Empty(Problems([]));

    private static ImmutableArray<string> Problems(Dictionary<string, string?> settings) =>
        HubConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).Problems;
}
