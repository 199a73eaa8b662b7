namespace ContactHub.LoadTest.Measurement;

/// <summary>Throughput, latency and cost over a set of slices; null where nothing arrived.</summary>
/// <param name="Seconds">Time the slices cover.</param>
/// <param name="PerSecond">Messages that reached the agent a second.</param>
/// <param name="P50Ms">Median latency in milliseconds, send to agent.</param>
/// <param name="ServerCpuUs">Server processor time a message in microseconds.</param>
/// <param name="LoadCpuUs">This tool's processor time a message in microseconds.</param>
/// <param name="CpuUsByKind">The server's processor time a message by kind of process; null where there is one kind.</param>
/// <param name="OtherCores">Mean of what other processes used, in cores.</param>
internal sealed record Figures(
    double Seconds, double PerSecond, double? P50Ms, double? P99Ms, double? P999Ms, double? ServerCpuUs, double? LoadCpuUs,
    IReadOnlyDictionary<string, double>? CpuUsByKind, double OtherCores)
{
    public static Figures Of(IReadOnlyCollection<Slice> slices, bool serverKnown)
    {
        LatencyHistogram latency = new();
        foreach (Slice slice in slices)
            latency.Add(slice.Latency);
        double seconds = slices.Sum(slice => slice.Seconds);
        long messages = latency.Count;
        return new Figures(
            Math.Round(seconds, 2),
            seconds == 0 ? 0 : Math.Round(messages / seconds, 1),
            latency.Percentile(0.50),
            latency.Percentile(0.99),
            latency.Percentile(0.999),
            serverKnown ? PerMessage(slices.Sum(slice => slice.ServerCpu), messages) : null,
            PerMessage(slices.Sum(slice => slice.LoadCpu), messages),
            ByKind(slices, messages),
            slices.Count == 0 ? 0 : Math.Round(slices.Average(slice => slice.OtherCores), 3));
    }

    private static Dictionary<string, double>? ByKind(IReadOnlyCollection<Slice> slices, long messages)
    {
        string[] kinds = [.. slices.SelectMany(slice => slice.CpuByKind.Keys).Distinct()];
        return kinds.Length < 2 || messages == 0
            ? null
            : kinds.ToDictionary(kind => kind, kind => PerMessage(slices.Sum(slice => slice.CpuByKind.GetValueOrDefault(kind)), messages)!.Value);
    }

    private static double? PerMessage(double seconds, long messages) => messages == 0 ? null : Math.Round(seconds * 1e6 / messages, 2);
}
