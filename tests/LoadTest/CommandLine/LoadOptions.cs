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
