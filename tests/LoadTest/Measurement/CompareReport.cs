namespace ContactHub.LoadTest.Measurement;

/// <summary>What <c>compare</c> prints last: ratios of the medians over the rounds, and the figures behind them.</summary>
internal sealed record CompareReport
{
    public int Rounds { get; init; }

    /// <summary>Closed-loop messages a second of the hub over the bare relay's.</summary>
    public double? HubToRelay { get; init; }

    /// <summary>The same over the least durable hub's.</summary>
    public double? HubToDurable { get; init; }

    public double? DurableToRelay { get; init; }

    /// <summary>Median latency in the open loop, the hub's over the bare relay's.</summary>
    public double? P50ToRelay { get; init; }

    public double? P99ToRelay { get; init; }

    /// <summary>Server processor time a message in the closed loop, the hub's over the bare relay's.</summary>
    public double? CpuToRelay { get; init; }

    /// <summary>Share of slices in which other processes were quiet, 0 to 1; below 0.2 the figures are as noisy as the machine was.</summary>
    public double QuietShare { get; init; }

    public long Lost { get; init; }
    public long Duplicated { get; init; }
    public long OutOfOrder { get; init; }

    /// <summary>Whether every run was <see cref="RunReport.Clean"/>.</summary>
    public bool Clean { get; init; }

    public IReadOnlyDictionary<string, SideFigures>? Figures { get; init; }

    /// <param name="runs">For relay, durable and hub, one closed and one open run a round.</param>
    public static CompareReport Of(IReadOnlyDictionary<string, List<(RunReport Closed, RunReport Open)>> runs)
    {
        Dictionary<string, SideFigures> sides = runs.ToDictionary(side => side.Key, side => SideFigures.Of(side.Value), StringComparer.Ordinal);
        (SideFigures relay, SideFigures durable, SideFigures hub) = (sides["relay"], sides["durable"], sides["hub"]);
        RunReport[] all = [.. runs.Values.SelectMany(side => side).SelectMany(run => new[] { run.Closed, run.Open })];
        return new CompareReport
        {
            Rounds = runs["hub"].Count,
            HubToRelay = Statistics.MedianRatio(hub.PerSecond, relay.PerSecond),
            HubToDurable = Statistics.MedianRatio(hub.PerSecond, durable.PerSecond),
            DurableToRelay = Statistics.MedianRatio(durable.PerSecond, relay.PerSecond),
            P50ToRelay = Statistics.MedianRatio(hub.P50Ms, relay.P50Ms),
            P99ToRelay = Statistics.MedianRatio(hub.P99Ms, relay.P99Ms),
            CpuToRelay = Statistics.MedianRatio(hub.ServerCpuUs, relay.ServerCpuUs),
            QuietShare = Math.Round(all.Average(run => run.QuietShare), 3),
            Lost = all.Sum(run => run.Lost),
            Duplicated = all.Sum(run => run.Duplicated),
            OutOfOrder = all.Sum(run => run.OutOfOrder),
            Clean = all.All(run => run.Clean),
            Figures = sides,
        };
    }
}

/// <summary>One side's figures, one value a round.</summary>
/// <param name="PerSecond">Closed loop: messages a second.</param>
/// <param name="ServerCpuUs">Closed loop: server processor time a message in microseconds.</param>
/// <param name="P50Ms">Open loop: median latency in milliseconds.</param>
/// <param name="OpenServerCpuUs">Open loop: server processor time a message in microseconds.</param>
internal sealed record SideFigures(
    IReadOnlyList<double?> PerSecond,
    IReadOnlyList<double?> ServerCpuUs,
    IReadOnlyList<double?> P50Ms,
    IReadOnlyList<double?> P99Ms,
    IReadOnlyList<double?> P999Ms,
    IReadOnlyList<double?> OpenServerCpuUs)
{
    public static SideFigures Of(IReadOnlyCollection<(RunReport Closed, RunReport Open)> rounds) => new(
        [.. rounds.Select(round => (double?)round.Closed.PerSecond)],
        [.. rounds.Select(round => round.Closed.ServerCpuUs)],
        [.. rounds.Select(round => round.Open.P50Ms)],
        [.. rounds.Select(round => round.Open.P99Ms)],
        [.. rounds.Select(round => round.Open.P999Ms)],
        [.. rounds.Select(round => round.Open.ServerCpuUs)]);
}
