namespace ContactHub.LoadTest.Cluster;

public sealed class RecoveryTimesTests
{
    [Fact]
    public void Median_and_longest_are_of_each_kind()
    {
        IReadOnlyDictionary<string, RecoveryTimes> times = RecoveryTimes.ByKind([Kill("silo", 100, 900, 10), Kill("redis", 1, 2, 3), Kill("silo", 300, 1100, 30)]);

        Assert.Equal(new RecoveryTimes(2, 200, 1000, 1100, 20, 30), times["silo"]);
        Assert.Equal(new RecoveryTimes(1, 1, 2, 2, 3, 3), times["redis"]);
    }

    private static Recovery Kill(string kind, int typical, int all, int newcomer) =>
        new(kind, TimeSpan.FromMilliseconds(typical), TimeSpan.FromMilliseconds(all), TimeSpan.FromMilliseconds(newcomer));
}
