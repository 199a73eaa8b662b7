namespace ContactHub.LoadTest.Cluster;

public sealed class KillPlanTests
{
    [Fact]
    public void A_plan_is_read_by_kind() =>
        Assert.Equal([("api", 5), ("silo", 10)], KillPlan.Parse("silo=10,api=5")!.Counts.Select(kind => (kind.Key, kind.Value)));

    [Theory]
    [InlineData("")]
    [InlineData("silo")]
    [InlineData("silo=0")]
    [InlineData("silo=1001")]
    [InlineData("silo=-1")]
    [InlineData("silo=1,silo=2")]
    [InlineData("proxy=1")]
    [InlineData("silo=1,")]
    public void What_is_no_plan_is_none(string text) => Assert.Null(KillPlan.Parse(text));

    [Fact]
    public void Every_kill_of_the_plan_has_its_turn()
    {
        IReadOnlyList<string> order = KillPlan.Parse("silo=10,api=5,redis=3")!.Order(new Random(7));

        Assert.Equal([("api", 5), ("redis", 3), ("silo", 10)], order.GroupBy(kind => kind).Select(kind => (kind.Key, kind.Count())).Order());
    }

    [Fact]
    public void Each_kind_is_spread_over_the_whole_run()
    {
        IReadOnlyList<string> order = KillPlan.Parse("silo=20,redis=20")!.Order(new Random(11));

        for (int quarter = 0; quarter < 4; quarter++)
            Assert.InRange(order.Skip(10 * quarter).Take(10).Count(kind => kind == "silo"), 4, 6);
    }

    [Fact]
    public void The_order_differs_from_run_to_run() =>
        Assert.NotEqual(KillPlan.Default.Order(new Random(1)), KillPlan.Default.Order(new Random(2)));
}
