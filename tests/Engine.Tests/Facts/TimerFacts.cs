namespace ContactHub.EngineFacts;

/// <summary>Facts about timers that hold on a real clock; how they count is in the facts on a fake one.</summary>
public sealed class TimerFacts(SharedEngine engine) : IClassFixture<SharedEngine>
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_timer_ticks_again_and_again_although_ticks_fail()
    {
        var key = Waiting.Key("ticks");
        await engine.Grain<ITimerGrain>(key).Start(Short, Short, fails: true);
        Assert.Equal("tick 1", await Journal.Named(key).Next());
        Assert.Equal("tick 2", await Journal.Named(key).Next());
        Assert.Equal("tick 3", await Journal.Named(key).Next());
        await engine.Grain<ITimerGrain>(key).Stop();
    }

    [Fact]
    public async Task A_tick_waits_for_the_turn()
    {
        var key = Waiting.Key("waits");
        var grain = engine.Grain<ITimerGrain>(key);
        var call = grain.WaitAt(key);
        await Gate.Named(key).Entered;
        var start = grain.Start(TimeSpan.Zero, Timeout.InfiniteTimeSpan, fails: false);
        Assert.False(start.IsCompleted);
        Gate.Named(key).Open();
        await Task.WhenAll(call, start).Soon();
        Assert.Equal("tick 1", await Journal.Named(key).Next());
    }

    [Fact]
    public async Task A_call_waits_for_a_tick_that_does_not_interleave()
    {
        var key = Waiting.Key("holds");
        var grain = engine.Grain<ITimerGrain>(key);
        await grain.StartAt(key, TimeSpan.Zero, Timeout.InfiniteTimeSpan, interleave: false, keepAlive: false);
        await Gate.Named(key).Entered;
        var ping = grain.Ping();
        Assert.False(ping.IsCompleted);
        Gate.Named(key).Open();
        await ping.Soon();
    }

    [Fact]
    public async Task A_tick_that_interleaves_holds_up_no_call()
    {
        var key = Waiting.Key("beside");
        var grain = engine.Grain<ITimerGrain>(key);
        await grain.StartAt(key, TimeSpan.Zero, Timeout.InfiniteTimeSpan, interleave: true, keepAlive: false);
        await Gate.Named(key).Entered;
        await grain.Ping().Soon();
        Gate.Named(key).Open();
    }

    [Fact]
    public async Task A_negative_span_is_refused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => engine.Grain<ITimerGrain>("negative").Start(TimeSpan.FromSeconds(-5), Short, fails: false).Soon());
}
