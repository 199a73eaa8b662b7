using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ContactHub.Deploy.Tests;

/// <summary>What in Dockerfile and compose files has to fit other files, and would otherwise be noticed only by whoever builds an image.</summary>
public sealed partial class ContainerTests
{
    private const string Compose = "deploy/compose.yaml";
    private const string Cluster = "deploy/compose.cluster.yaml";

    [Fact]
    public void Whatever_a_restore_reads_is_in_the_image_before_it()
    {
        var dockerfile = DeployFiles.Read("deploy/Dockerfile");
        using var package = JsonDocument.Parse(DeployFiles.Read("package.json"));

        var missing = Closure("Api/ContactHub.Api.csproj").Append("Embedded")
            .Where(folder => !dockerfile.Contains($"COPY {folder}/*.csproj ", StringComparison.Ordinal))
            .Concat(package.RootElement.GetProperty("workspaces").EnumerateArray().Select(workspace => workspace.GetString()!)
                .Where(workspace => !dockerfile.Contains($"COPY {workspace}/package.json {workspace}/", StringComparison.Ordinal)));

        Assert.Empty(missing);
    }

    [Fact]
    public void The_clusters_proxy_finds_each_node_where_it_is_even_while_it_is_stopped()
    {
        var compose = DeployFiles.Read(Cluster);
        var addresses = ServiceAddress().Matches(compose).ToDictionary(match => match.Groups["service"].Value, match => match.Groups["address"].Value);
        var nodes = Upstream().Matches(DeployFiles.Read("deploy/nginx/cluster.conf")).Select(match => match.Groups["name"].Value).Distinct().ToArray();

        Assert.Equal(2, nodes.Length);
        Assert.All(nodes, node => Assert.Contains($"\"{node}:{addresses[node]}\"", compose, StringComparison.Ordinal));
        Assert.Contains($"Network__TrustedProxies__0: {addresses["proxy"]}", compose, StringComparison.Ordinal);
        Assert.All(["silo-1", "silo-2"], silo => Assert.Contains($"Cluster__Address: {addresses[silo]} ", compose, StringComparison.Ordinal));
        // No container without an address of its own may be given one of these.
        var dynamic = IPNetwork.Parse(DynamicRange().Match(compose).Groups["range"].Value);
        Assert.Equal(addresses.Count, addresses.Values.Distinct().Count(address => !dynamic.Contains(IPAddress.Parse(address))));
    }

    [Theory]
    [InlineData(Compose, 0, 3)]
    [InlineData(Cluster, 5, 15)]
    public void A_node_is_given_the_time_that_its_stop_may_take(string file, int notice, int time)
    {
        var compose = DeployFiles.Read(file);
        if (file == Cluster)
        {
            Assert.Contains($"Drain__Notice: \"00:00:{notice:00}\"", compose, StringComparison.Ordinal);
            Assert.Contains($"Drain__Time: \"00:00:{time:00}\"", compose, StringComparison.Ordinal);
        }

        var grace = int.Parse(GracePeriod().Match(compose).Groups["seconds"].Value, CultureInfo.InvariantCulture);

        Assert.True(grace >= notice + time + 30, $"{file}: {grace} s");
    }

    private static IEnumerable<string> Closure(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        var references = XDocument.Parse(DeployFiles.Read(project)).Descendants("ProjectReference").Select(reference => reference.Attribute("Include")!.Value[3..]);
        return references.SelectMany(Closure).Prepend(folder).Distinct();
    }

    [GeneratedRegex(@"^  (?<service>[\w-]+):\n(?:    .*\n)*?    (?:networks: \{ hub: \{|networks:\n      hub: \{) ipv4_address: (?<address>[\d.]+)", RegexOptions.Multiline)]
    private static partial Regex ServiceAddress();

    [GeneratedRegex(@"server (?<name>[\w-]+):8080")]
    private static partial Regex Upstream();

    [GeneratedRegex(@"ip_range: (?<range>[\d./]+)")]
    private static partial Regex DynamicRange();

    [GeneratedRegex(@"stop_grace_period: (?<seconds>\d+)s")]
    private static partial Regex GracePeriod();
}
