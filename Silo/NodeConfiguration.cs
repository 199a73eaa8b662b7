using ContactHub.Bots;
using ContactHub.Configuration;
using ContactHub.FaqBot;
using ContactHub.Routing;
using ContactHub.Storage;
using ContactHub.Telemetry;
using Microsoft.Extensions.Configuration;

namespace ContactHub.Silo;

/// <summary>What every process of the hub is told, whether it runs grains, serves browsers or both.</summary>
public sealed record NodeConfiguration(
    NetworkOptions Network, StorageOptions Storage, RoutingOptions Routing, FaqBotOptions Bot, TelemetryOptions Telemetry, ClusterSettings Cluster,
    BotsOptions Bots)
{
    /// <summary>Names of the sections that are read.</summary>
    public static readonly string[] Sections =
        [NetworkOptions.Section, StorageOptions.Section, "Routing", "Bot", TelemetryOptions.Section, ClusterSettings.Section, BotsOptions.Section];

    /// <summary>Reads the sections.</summary>
    /// <param name="problems">Gets one sentence for each fault.</param>
    /// <param name="isHub">Whether it is to serve; a command joins no cluster and asks for none.</param>
    public static NodeConfiguration Read(IConfiguration configuration, List<string> problems, bool isHub = true)
    {
        var read = new NodeConfiguration(
            SectionReader.Read<NetworkOptions>(configuration, NetworkOptions.Section, problems),
            SectionReader.Read<StorageOptions>(configuration, StorageOptions.Section, problems),
            SectionReader.Read<RoutingOptions>(configuration, "Routing", problems),
            SectionReader.Read<FaqBotOptions>(configuration, "Bot", problems),
            SectionReader.Read<TelemetryOptions>(configuration, TelemetryOptions.Section, problems),
            SectionReader.Read<ClusterSettings>(configuration, ClusterSettings.Section, problems),
            SectionReader.Read<BotsOptions>(configuration, BotsOptions.Section, problems));
        if (isHub) problems.AddRange(read.Cluster.Problems(configuration.GetSection(ClusterSettings.Section).Exists(), read.Storage));
        problems.AddRange(read.Network.Problems(configuration));
        problems.AddRange(read.Storage.Problems());
        problems.AddRange(read.Routing.Validate());
        problems.AddRange(read.Telemetry.Problems());
        problems.AddRange(read.Bots.Problems());
        return read;
    }
}
