using ContactHub.LoadTest.Cluster;
using ContactHub.LoadTest.Load;

namespace ContactHub.LoadTest.CommandLine;

/// <summary>The command and everything that options can set.</summary>
internal sealed record LoadOptions
{
    public string Command { get; init; } = "";

    /// <summary>Citizens with an agent each; null takes the mode's default.</summary>
    public int? Pairs { get; init; }

    /// <summary>Messages under way a pair in the closed loop.</summary>
    public int Window { get; init; } = 4;

    /// <summary>Messages a second in the open loop; null runs the closed loop.</summary>
    public int? Rate { get; init; }

    public double WarmSeconds { get; init; } = 10;
    public double Seconds { get; init; } = 10;
    public int Rounds { get; init; } = 3;
    public int Kills { get; init; } = 20;
    public int Connections { get; init; } = 10_000;

    /// <summary>Seconds between connecting and reading settled memory.</summary>
    public double SettleSeconds { get; init; } = 25;

    /// <summary>relay, hub or both.</summary>
    public string IdleTarget { get; init; } = "both";

    /// <summary>The hub's dll; null looks beside this tool's own build.</summary>
    public string? HubPath { get; init; }

    /// <summary>A hub that already runs on this machine.</summary>
    public Uri? HubUrl { get; init; }

    /// <summary>The process behind <see cref="HubUrl"/>, for its processor time.</summary>
    public int? HubPid { get; init; }

    /// <summary>Silos of a cluster to start; null is the hub in one process.</summary>
    public int? Silos { get; init; }

    /// <summary>Api nodes of that cluster.</summary>
    public int Apis { get; init; } = 2;

    /// <summary>The silo's dll; null looks beside this tool's own build.</summary>
    public string? SiloPath { get; init; }

    /// <summary>The program that the cluster's Redis is.</summary>
    public string RedisProgram { get; init; } = "redis-server";

    /// <summary>Further settings of the cluster's nodes, <c>Section:Key=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>What is killed how often in a cluster.</summary>
    public KillPlan Plan { get; init; } = KillPlan.Default;

    /// <summary>Whether idle visitors write a first message.</summary>
    public bool IdleSays { get; init; }

    public string? AgentEmail { get; init; }
    public string? AgentPassword { get; init; }

    /// <summary>Where servers' databases go; null is the folder for temporary files.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Print servers' last lines to standard error.</summary>
    public bool Verbose { get; init; }

    /// <summary>The checked arguments as they were, without the command.</summary>
    public IReadOnlyList<string> Rest { get; init; } = [];

    /// <summary>The closed loop of these options.</summary>
    public LoadShape ClosedLoop => new(Pairs ?? 200, Window, null, TimeSpan.FromSeconds(WarmSeconds), TimeSpan.FromSeconds(Seconds));

    /// <summary>The open loop of these options.</summary>
    public LoadShape OpenLoop(int rate) =>
        new(Pairs ?? 100, Window, rate, TimeSpan.FromSeconds(WarmSeconds), TimeSpan.FromSeconds(Seconds));
}
