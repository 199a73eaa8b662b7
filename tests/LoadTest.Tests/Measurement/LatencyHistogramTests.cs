namespace ContactHub.LoadTest.Measurement;

public sealed class LatencyHistogramTests
{
    private const long Millisecond = 1_000_000;

    [Theory]
    [InlineData(0.50, 500)]
    [InlineData(0.99, 990)]
    [InlineData(0.999, 999)]
    [InlineData(1.0, 1000)]
    public void A_percentile_is_within_one_percent_of_the_exact_one(double share, double expectedMs)
    {
        LatencyHistogram histogram = new();
        for (int ms = 1; ms <= 1000; ms++)
            histogram.Record(ms * Millisecond);

        Assert.InRange(histogram.Percentile(share)!.Value, expectedMs * 0.99, expectedMs * 1.01);
    }

    [Fact]
    public void One_slow_value_in_a_thousand_shows_at_the_end_only()
    {
        LatencyHistogram histogram = new();
        for (int i = 0; i < 999; i++)
            histogram.Record(Millisecond);
        histogram.Record(1000 * Millisecond);

        Assert.InRange(histogram.Percentile(0.999)!.Value, 0.99, 1.01);
        Assert.InRange(histogram.Percentile(0.9995)!.Value, 990, 1010);
    }

    [Fact]
    public void Without_values_there_is_no_percentile() => Assert.Null(new LatencyHistogram().Percentile(0.5));

    [Fact]
    public void The_largest_and_smallest_values_have_buckets()
    {
        LatencyHistogram histogram = new();
        histogram.Record(long.MaxValue);
        histogram.Record(-5);

        Assert.Equal(2, histogram.Count);
        Assert.Equal(0, histogram.Percentile(0.5));
    }

    [Fact]
    public void Added_histograms_count_as_one()
    {
        LatencyHistogram fast = new();
        LatencyHistogram slow = new();
        for (int i = 0; i < 60; i++)
            fast.Record(Millisecond);
        for (int i = 0; i < 40; i++)
            slow.Record(9 * Millisecond);

        fast.Add(slow);

        Assert.Equal(100, fast.Count);
        Assert.InRange(fast.Percentile(0.60)!.Value, 0.99, 1.01);
        Assert.InRange(fast.Percentile(0.61)!.Value, 8.9, 9.1);
    }

    [Fact]
    public void Values_recorded_by_many_threads_are_all_counted()
    {
        LatencyHistogram histogram = new();

        Parallel.For(0, 100_000, i => histogram.Record(i % 7));

        Assert.Equal(100_000, histogram.Count);
    }
}
