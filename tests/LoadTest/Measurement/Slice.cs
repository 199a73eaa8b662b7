namespace ContactHub.LoadTest.Measurement;

/// <summary>What happened in one short stretch of a run.</summary>
internal sealed class Slice
{
    /// <summary>Send to arrival at the agent, by the sender's timestamp in the message.</summary>
    public LatencyHistogram Latency { get; } = new();

    /// <summary>Length in seconds.</summary>
    public double Seconds { get; set; }

    /// <summary>Seconds of processor time that the server's processes used, by kind.</summary>
    public Dictionary<string, double> CpuByKind { get; } = new(StringComparer.Ordinal);

    /// <summary>Seconds of processor time that the server used.</summary>
    public double ServerCpu => CpuByKind.Values.Sum();

    /// <summary>Seconds of processor time that this tool used.</summary>
    public double LoadCpu { get; set; }

    /// <summary>Cores' worth of time that all other processes used.</summary>
    public double OtherCores { get; set; }

    /// <summary>Whether others were quiet in this slice and in the one before.</summary>
    public bool Quiet { get; set; }
}
