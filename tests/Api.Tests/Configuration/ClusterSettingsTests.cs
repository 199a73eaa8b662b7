using ContactHub.Silo;
using ContactHub.Storage;

namespace ContactHub.Configuration.Tests;

public sealed class ClusterSettingsTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("redis.example:6379,10.0.0.7:6380")]
    [InlineData("[::1]:6379, user=hub, password=a=b:c@d/e, ssl=true")]
    public void A_connection_string_of_redis_is_accepted(string redis) => Assert.Empty(new ClusterSettings { Redis = redis }.Faults());

    [Theory]
    [InlineData(null, "Cluster:Redis is missing")]
    [InlineData("  ", "Cluster:Redis is missing")]
    [InlineData("password=geheim", "names no server")]
    [InlineData("redis.example:0", "'redis.example:0', which is not a server")]
    [InlineData("redis.example:65536", "'redis.example:65536', which is not a server")]
    [InlineData("redis.example:port", "'redis.example:port', which is not a server")]
    [InlineData("two words:6379", "'two words:6379', which is not a server")]
    [InlineData("redis://hub:geheim@redis.example:6379", "'redis.example:6379', which is not a server")]
    [InlineData("redis.example,=geheim", "an option without a name")]
    public void What_is_none_is_refused_without_showing_a_password(string? redis, string fault)
    {
        var found = Assert.Single(new ClusterSettings { Redis = redis }.Faults());

        Assert.Contains(fault, found, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_that_make_no_sense_are_refused()
    {
        var settings = new ClusterSettings
        {
            Redis = "localhost", ProbeTimeout = TimeSpan.FromMilliseconds(199), MissedProbes = 0, DeathVotes = 10, CallTimeout = TimeSpan.FromMilliseconds(999),
            GatewayRefresh = TimeSpan.FromMinutes(6),
        };

        Assert.Equal(
            ["Cluster:ProbeTimeout", "Cluster:MissedProbes", "Cluster:DeathVotes", "Cluster:CallTimeout", "Cluster:GatewayRefresh"],
            settings.Faults().Select(fault => fault.Split(' ')[0]));
    }

    [Fact]
    public void Every_fault_is_found_at_once() =>
        Assert.Equal(3, new ClusterSettings { Redis = "", ClusterId = " ", ServiceId = "" }.Faults().Count());

    [Theory]
    [InlineData("127.0.0.1", true, "")]
    [InlineData("::1", true, "")]
    [InlineData("127.0.0.1", false, "Cluster:RunsGrains is false, but Storage:Provider is 'sqlite'")]
    [InlineData("10.0.0.7", true, "Cluster:Address is '10.0.0.7', for other nodes to reach, but Storage:Provider is 'sqlite'")]
    [InlineData("0.0.0.0", true, "Cluster:Address is '0.0.0.0', for other nodes to reach, but Storage:Provider is 'sqlite'")]
    public void More_than_one_node_needs_postgresql(string address, bool runsGrains, string fault)
    {
        var settings = new ClusterSettings { Address = address, RunsGrains = runsGrains };

        Assert.StartsWith(fault, string.Concat(settings.StorageFaults(new StorageOptions())), StringComparison.Ordinal);
        Assert.Equal(fault.Length == 0, !settings.StorageFaults(new StorageOptions()).Any());
        Assert.Empty(settings.StorageFaults(new StorageOptions { Provider = "Postgres" }));
    }
}
