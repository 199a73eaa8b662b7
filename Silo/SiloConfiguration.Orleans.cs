using System.Collections.Immutable;
using ContactHub.Configuration;
using Microsoft.Extensions.Configuration;

namespace ContactHub.Silo;

/// <summary>A silo's configuration, read once and whole: every fault is found before anything starts. Sections of the Api alone are left unread.</summary>
public sealed record SiloConfiguration(NodeConfiguration Node, ImmutableArray<string> Problems)
{
    /// <summary>Reads all sections and collects every fault.</summary>
    public static SiloConfiguration Read(IConfiguration configuration)
    {
        var problems = new List<string>();
        var node = NodeConfiguration.Read(configuration, problems);
        problems.AddRange(SectionNames.Problems(configuration, NodeConfiguration.Sections));
        if (!node.Cluster.RunsGrains) problems.Add("Cluster:RunsGrains is false, but a silo is there to run grains.");
        if (!node.Storage.UsesPostgres) problems.Add("Storage:Provider must be 'postgres': silos and Api nodes share one database.");
        return new SiloConfiguration(node, [.. problems]);
    }
}
