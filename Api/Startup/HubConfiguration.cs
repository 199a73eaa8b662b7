using System.Collections.Immutable;
using ContactHub.Configuration;
using ContactHub.Demo;
using ContactHub.FaqBot;
using ContactHub.Health;
using ContactHub.Routing;
using ContactHub.Silo;
using ContactHub.Storage;
using ContactHub.Telemetry;
using ContactHub.Visitors;

namespace ContactHub.Startup;

/// <summary>The hub's configuration, read once and whole: every fault of every section is found before anything starts.</summary>
public sealed record HubConfiguration(
    NetworkOptions Network, StorageOptions Storage, RoutingOptions Routing, FaqBotOptions Bot, VisitorOptions Visitors, IReadOnlyList<SiteOptions> Sites, DemoOptions Demo,
    TelemetryOptions Telemetry, DrainOptions Drain,
    ImmutableArray<string> Problems)
{
    private static readonly string[] Sections =
        [NetworkOptions.Section, StorageOptions.Section, "Routing", "Bot", VisitorOptions.Section, SiteOptions.Section, DemoOptions.Section, TelemetryOptions.Section,
        DrainOptions.Section, ClusterSettings.Section];

    /// <summary>Reads all sections and collects every fault.</summary>
    /// <param name="isHub">Whether a hub is to start on it; a command joins no cluster and asks for none.</param>
    public static HubConfiguration Read(IConfiguration configuration, bool isHub = true)
    {
        var problems = new List<string>();
        var read = new HubConfiguration(
            SectionReader.Read<NetworkOptions>(configuration, NetworkOptions.Section, problems),
            SectionReader.Read<StorageOptions>(configuration, StorageOptions.Section, problems),
            SectionReader.Read<RoutingOptions>(configuration, "Routing", problems),
            SectionReader.Read<FaqBotOptions>(configuration, "Bot", problems),
            SectionReader.Read<VisitorOptions>(configuration, VisitorOptions.Section, problems),
            SectionReader.Read<List<SiteOptions>>(configuration, SiteOptions.Section, problems),
            SectionReader.Read<DemoOptions>(configuration, DemoOptions.Section, problems),
            SectionReader.Read<TelemetryOptions>(configuration, TelemetryOptions.Section, problems),
            SectionReader.Read<DrainOptions>(configuration, DrainOptions.Section, problems),
            []);
        var cluster = SectionReader.Read<ClusterSettings>(configuration, ClusterSettings.Section, problems);
        if (isHub) problems.AddRange(cluster.Problems(configuration.GetSection(ClusterSettings.Section).Exists(), read.Storage));
        problems.AddRange(SectionNames.Problems(configuration, Sections));
        problems.AddRange(read.Network.Problems(configuration));
        problems.AddRange(read.Storage.Problems());
        problems.AddRange(read.Routing.Validate());
        problems.AddRange(read.Visitors.Problems());
        problems.AddRange(read.Telemetry.Problems());
        problems.AddRange(read.Drain.Problems());
        problems.AddRange(read.Sites.SelectMany(site => site.Problems()));
        problems.AddRange(read.Sites.CountBy(s => s.Id, StringComparer.Ordinal).Where(s => s.Value > 1).Select(s => $"Sites has '{s.Key}' {s.Value} times."));
        return read with { Problems = [.. problems] };
    }
}
