namespace ContactHub.LoadTest.Measurement;

public sealed class StatisticsTests
{
    [Fact]
    public void The_median_is_the_middle_or_between_the_middle_two()
    {
        Assert.Equal(2, Statistics.Median([3, 1, 2]));
        Assert.Equal(2.5, Statistics.Median([4, 1, 2, 3]));
        Assert.Equal(7, Statistics.Median([null, 7, null]));
        Assert.Null(Statistics.Median([]));
    }

    [Fact]
    public void Ratios_are_those_of_the_medians_and_not_of_single_rounds() =>
        Assert.Equal(0.4, Statistics.MedianRatio([40, 1, 90], [100, 100, 500]));

    [Fact]
    public void Without_a_divisor_there_is_no_ratio()
    {
        Assert.Null(Statistics.MedianRatio([1], [null]));
        Assert.Null(Statistics.MedianRatio([1], [0]));
    }

    [Fact]
    public void The_headline_is_the_quiet_slices_once_there_are_two_seconds_of_them()
    {
        Slice[] slices = [.. Enumerable.Range(0, 8).Select(i => SliceOf(i % 2 == 0 ? 100 : 10, quiet: i % 2 == 0))];

        RunReport enough = RunReport.Of(slices, serverKnown: true);
        RunReport few = RunReport.Of(slices[..6], serverKnown: true);

        Assert.Equal(("quiet", 200.0, 0.5), (enough.Basis, enough.PerSecond, enough.QuietShare));
        Assert.Equal(110.0, enough.All!.PerSecond);
        Assert.Equal(("all", 110.0), (few.Basis, few.PerSecond));
    }

    [Fact]
    public void Without_the_servers_process_there_is_no_cost_a_message() =>
        Assert.Null(RunReport.Of([SliceOf(10, quiet: false)], serverKnown: false).ServerCpuUs);

    private static Slice SliceOf(int messages, bool quiet)
    {
        Slice slice = new() { Seconds = 0.5, Quiet = quiet, CpuByKind = { ["hub"] = 0.1 } };
        for (int i = 0; i < messages; i++)
            slice.Latency.Record(1_000_000);
        return slice;
    }
}
