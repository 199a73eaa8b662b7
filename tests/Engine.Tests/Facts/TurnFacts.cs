namespace ContactHub.EngineFacts;

public sealed class TurnFacts(SharedEngine engine) : IClassFixture<SharedEngine>
{
    [Fact]
    public async Task Concurrent_calls_never_run_in_a_grain_at_the_same_time()
    {
        var grain = engine.Grain<ITurnGrain>("single");
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(grain.CountSlowly))).Soon();
        Assert.Equal(2000, await grain.Count());
    }

    [Fact]
    public async Task Tasks_forked_in_a_grain_stay_in_its_turns()
    {
        var grain = engine.Grain<ITurnGrain>("forking");
        await grain.Fork(50).Soon();

        // Ten steps each: interleaved at the awaits, but a step is never torn.
        Assert.Equal(500, await grain.Count());
    }

    [Fact]
    public async Task A_call_waits_until_the_one_before_has_ended()
    {
        var grain = engine.Grain<ITurnGrain>("ordered");
        var (gate, journal) = (Gate.Named("ordered"), Journal.Named("ordered"));
        var first = grain.WaitAt("ordered");
        await gate.Entered;
        var second = grain.Note("ordered", "second");
        await grain.NoteBetween("ordered", "between");
        Assert.Equal("between", await journal.Next());
        Assert.False(second.IsCompleted);
        gate.Open();
        await Task.WhenAll(first, second).Soon();
        Assert.Equal("second", await journal.Next());
    }

    [Fact]
    public async Task Calls_of_a_reentrant_class_interleave()
    {
        var grain = engine.Grain<IReentrantGrain>("reentrant");
        var first = grain.WaitAt("reentrant");
        await Gate.Named("reentrant").Entered;
        await grain.Note("reentrant", "meanwhile").Soon();
        Assert.False(first.IsCompleted);
        Gate.Named("reentrant").Open();
        await first.Soon();
    }

    [Fact]
    public async Task Read_only_calls_interleave_with_each_other_and_with_nothing_else()
    {
        var grain = engine.Grain<ITurnGrain>("readers");
        var firstRead = grain.ReadAt("reader-1");
        await Gate.Named("reader-1").Entered;
        var secondRead = grain.ReadAt("reader-2");
        await Gate.Named("reader-2").Entered;
        var write = grain.WaitAt("writer");

        Gate.Named("reader-1").Open();
        Gate.Named("reader-2").Open();
        await Task.WhenAll(firstRead, secondRead).Soon();
        await Gate.Named("writer").Entered;
        var thirdRead = grain.ReadAt("reader-3");
        await grain.NoteBetween("readers", "the engine has seen the third read");
        Assert.False(thirdRead.IsCompleted);
        Gate.Named("writer").Open();
        Gate.Named("reader-3").Open();
        await Task.WhenAll(write, thirdRead).Soon();
    }

    [Fact]
    public async Task A_one_way_call_returns_before_the_method_has_run()
    {
        await engine.Grain<ITurnGrain>("one-way").Tell("one-way", "one-way").Soon();
        await Gate.Named("one-way").Entered;
        Assert.False(Journal.Named("one-way").HasMore);
        Gate.Named("one-way").Open();
        Assert.Equal("told", await Journal.Named("one-way").Next());
    }

    [Fact]
    public async Task The_exception_of_a_one_way_call_goes_nowhere()
    {
        var grain = engine.Grain<ITurnGrain>("one-way-wrong");
        await grain.TellWrong("one-way-wrong").Soon();
        Assert.Equal("wrong", await Journal.Named("one-way-wrong").Next());
        Assert.Equal(0, await grain.Count());
    }

    [Fact]
    public async Task A_call_that_timed_out_still_runs_to_its_end()
    {
        var grain = engine.Grain<ITurnGrain>("late");
        await Assert.ThrowsAsync<TimeoutException>(() => grain.WaitASecondAt("late", "late"));
        Gate.Named("late").Open();
        Assert.Equal("ran to its end", await Journal.Named("late").Next());
    }
}
