using ContactHub.LoadTest.Measurement;

namespace ContactHub.LoadTest.Cluster;

/// <summary>One kill and what came of it.</summary>
/// <param name="Kind">What was killed.</param>
/// <param name="Typical">Until half of the conversations had answered.</param>
/// <param name="All">Until every conversation had answered.</param>
/// <param name="Newcomer">Until a citizen who came right after the kill had the first receipt.</param>
internal sealed record Recovery(string Kind, TimeSpan Typical, TimeSpan All, TimeSpan Newcomer);

/// <summary>The recoveries of one kind of kill, in milliseconds.</summary>
/// <param name="Kills">How many there were.</param>
/// <param name="Typical">Until half of the conversations had answered: median over the kills.</param>
/// <param name="Median">Until every conversation had answered: median over the kills.</param>
/// <param name="Longest">The same: the longest of all.</param>
/// <param name="NewcomerMedian">Until somebody new had a receipt: median over the kills.</param>
/// <param name="NewcomerLongest">The same: the longest of all.</param>
internal sealed record RecoveryTimes(int Kills, double Typical, double Median, double Longest, double NewcomerMedian, double NewcomerLongest)
{
    /// <summary>The times by kind of kill.</summary>
    public static IReadOnlyDictionary<string, RecoveryTimes> ByKind(IEnumerable<Recovery> recoveries) => recoveries
        .GroupBy(recovery => recovery.Kind, StringComparer.Ordinal)
        .ToDictionary(kind => kind.Key, kind => Of([.. kind]), StringComparer.Ordinal);

    private static RecoveryTimes Of(IReadOnlyCollection<Recovery> kills) => new(
        kills.Count,
        MedianOf(kills, kill => kill.Typical),
        MedianOf(kills, kill => kill.All),
        kills.Max(kill => Milliseconds(kill.All)),
        MedianOf(kills, kill => kill.Newcomer),
        kills.Max(kill => Milliseconds(kill.Newcomer)));

    private static double MedianOf(IEnumerable<Recovery> kills, Func<Recovery, TimeSpan> time) =>
        Statistics.Median(kills.Select(kill => (double?)Milliseconds(time(kill)))) ?? 0;

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds);
}
