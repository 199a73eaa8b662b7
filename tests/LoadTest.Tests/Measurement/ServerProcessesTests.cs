namespace ContactHub.LoadTest.Measurement;

public sealed class ServerProcessesTests
{
    [Fact]
    public void Each_kind_is_the_sum_of_its_processes_and_one_that_has_ended_counts_nothing()
    {
        int own = Environment.ProcessId;
        ServerProcesses processes = new(new Dictionary<string, Func<IEnumerable<int>>>
        {
            ["twice"] = () => [own, own],
            ["gone"] = () => [int.MaxValue],
        });

        IReadOnlyDictionary<string, double> bytes = processes.ResidentBytes();

        Assert.InRange(bytes["twice"], 1, double.MaxValue);
        Assert.Equal(0, bytes["gone"]);
        Assert.Equal(["twice", "gone"], processes.Seconds().Keys);
    }

    [Fact]
    public void Figures_by_kind_are_given_where_there_are_several()
    {
        Slice slice = new() { Seconds = 1 };
        slice.CpuByKind["silo"] = 0.3;
        slice.CpuByKind["api"] = 0.1;
        slice.Latency.Record(1_000_000);
        slice.Latency.Record(1_000_000);

        Figures figures = Figures.Of([slice], serverKnown: true);

        Assert.Equal(200_000, figures.ServerCpuUs);
        Assert.Equal([("api", 50_000), ("silo", 150_000)], figures.CpuUsByKind!.Select(kind => (kind.Key, kind.Value)).Order());
    }

    [Fact]
    public void A_process_that_runs_is_found_with_its_parent()
    {
        Assert.True(ProcStat.IsRunning(Environment.ProcessId));
        Assert.False(ProcStat.IsRunning(int.MaxValue));
        Assert.DoesNotContain(Environment.ProcessId, ProcStat.ChildrenOf(Environment.ProcessId));
    }
}
