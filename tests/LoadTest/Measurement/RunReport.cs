namespace ContactHub.LoadTest.Measurement;

/// <summary>What a run found; printed as one JSON line. Its headline figures are those of <see cref="Basis"/>.</summary>
internal sealed record RunReport
{
    private const double LeastQuietSeconds = 2;

    public string Target { get; init; } = "";

    /// <summary>"closed" or "open".</summary>
    public string Mode { get; init; } = "";

    public int Pairs { get; init; }
    public int? Window { get; init; }
    public int? Rate { get; init; }
    public double PerSecond { get; init; }
    public double? P50Ms { get; init; }
    public double? P99Ms { get; init; }
    public double? P999Ms { get; init; }

    /// <summary>Server processor time a delivered message in microseconds.</summary>
    public double? ServerCpuUs { get; init; }

    /// <summary>The same by kind of process; null where there is one kind.</summary>
    public IReadOnlyDictionary<string, double>? CpuUsByKind { get; init; }

    public long Sent { get; init; }
    public long Delivered { get; init; }

    /// <summary>Receipts the senders got; null where the server gives none.</summary>
    public long? Acknowledged { get; init; }

    /// <summary>Messages the server refused with an error.</summary>
    public long Rejected { get; init; }

    /// <summary>Sent, not refused, and never seen at the agent's connection.</summary>
    public long Lost { get; init; }

    public long Duplicated { get; init; }
    public long OutOfOrder { get; init; }

    /// <summary>Sends that failed because a connection was gone.</summary>
    public int Disconnected { get; init; }

    public string? FirstError { get; init; }

    /// <summary>How late the open loop sent, which is no part of the latencies.</summary>
    public double? PacerLagP50Ms { get; init; }

    public double? PacerLagP99Ms { get; init; }

    /// <summary>"quiet" when at least 2 s of quiet slices were found, else "all".</summary>
    public string Basis { get; init; } = "";

    /// <summary>Share of slices in which other processes were quiet, 0 to 1.</summary>
    public double QuietShare { get; init; }

    public Figures? Quiet { get; init; }
    public Figures? All { get; init; }

    /// <summary>Whether every message arrived once, in order, and none was refused.</summary>
    public bool Clean => Lost == 0 && Duplicated == 0 && OutOfOrder == 0 && Rejected == 0 && Disconnected == 0;

    /// <summary>A report with the figures of these slices and nothing else.</summary>
    /// <param name="serverKnown">Whether the slices hold the server's processor time.</param>
    public static RunReport Of(IReadOnlyList<Slice> slices, bool serverKnown)
    {
        Figures all = Figures.Of([.. slices], serverKnown);
        Figures quiet = Figures.Of([.. slices.Where(slice => slice.Quiet)], serverKnown);
        bool useQuiet = quiet.Seconds >= LeastQuietSeconds;
        Figures headline = useQuiet ? quiet : all;
        return new RunReport
        {
            PerSecond = headline.PerSecond,
            P50Ms = headline.P50Ms,
            P99Ms = headline.P99Ms,
            P999Ms = headline.P999Ms,
            ServerCpuUs = headline.ServerCpuUs,
            CpuUsByKind = headline.CpuUsByKind,
            Basis = useQuiet ? "quiet" : "all",
            QuietShare = slices.Count == 0 ? 0 : Math.Round(slices.Count(slice => slice.Quiet) / (double)slices.Count, 3),
            Quiet = quiet.Seconds > 0 ? quiet : null,
            All = all,
        };
    }
}
