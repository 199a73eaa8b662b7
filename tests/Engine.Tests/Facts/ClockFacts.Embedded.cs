using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.EngineFacts;

/// <summary>Time-outs, idle collection and timers on a fake clock, which Orleans cannot be given.</summary>
public sealed class ClockFacts
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly FakeClock clock = new();

    [Fact]
    public async Task A_caller_waits_30_seconds_and_at_most_one_more()
    {
        await using var host = await EngineHost.StartAsync(clock: clock);
        var key = Waiting.Key("default");
        var call = host.Grain<ITimerGrain>(key).WaitAt(key);
        await Gate.Named(key).Entered;
        var behind = host.Grain<ITimerGrain>(key).Ping();
        clock.Advance(30 * Second);
        Assert.False(call.IsCompleted);
        clock.Advance(Second);
        Assert.Contains("00:00:30", (await Assert.ThrowsAsync<TimeoutException>(() => call.Soon())).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TimeoutException>(() => behind.Soon());
        Gate.Named(key).Open();
    }

    [Fact]
    public async Task The_response_timeout_can_be_set()
    {
        await using var host = await EngineHost.StartAsync(
            silo => silo.Services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = 5 * Second), clock);
        var key = Waiting.Key("five");
        var call = host.Grain<ITimerGrain>(key).WaitAt(key);
        await Gate.Named(key).Entered;
        clock.Advance(6 * Second);
        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
        Gate.Named(key).Open();
    }

    [Fact]
    public async Task An_activation_that_nobody_calls_for_15_minutes_ends()
    {
        await using var host = await EngineHost.StartAsync(clock: clock);
        var key = Waiting.Key("idle");
        await host.Grain<ITimerGrain>(key).Ping();
        clock.Advance(10 * Minute);
        await host.Grain<ITimerGrain>(key).Ping();
        clock.Advance(14 * Minute);
        Assert.False(Journal.Named(key).HasMore);
        clock.Advance(Minute);
        Assert.Equal("ended: ActivationIdle", await Journal.Named(key).Next());
    }

    [Fact]
    public async Task A_busy_activation_is_not_collected()
    {
        await using var host = await EngineHost.StartAsync(clock: clock);
        var key = Waiting.Key("busy");
        var call = host.Grain<ITimerGrain>(key).WaitAt(key);
        await Gate.Named(key).Entered;
        clock.Advance(20 * Minute);
        Assert.False(Journal.Named(key).HasMore);
        Gate.Named(key).Open();
        await Assert.ThrowsAsync<TimeoutException>(() => call.Soon());
    }

    [Fact]
    public async Task Ticks_keep_an_activation_alive_only_where_they_are_to()
    {
        await using var host = await EngineHost.StartAsync(clock: clock);
        var (kept, left) = (Waiting.Key("kept"), Waiting.Key("left"));
        Gate.Named("open").Open();
        await host.Grain<ITimerGrain>(kept).StartAt("open", 10 * Minute, Timeout.InfiniteTimeSpan, interleave: false, keepAlive: true);
        await host.Grain<ITimerGrain>(left).StartAt("open", 10 * Minute, Timeout.InfiniteTimeSpan, interleave: false, keepAlive: false);
        clock.Advance(10 * Minute);
        Assert.Equal("tick 1", await Journal.Named(kept).Next());
        Assert.Equal("tick 1", await Journal.Named(left).Next());
        await host.Grain<ITimerGrain>(kept).Ping();
        clock.Advance(6 * Minute);
        Assert.Equal("ended: ActivationIdle", await Journal.Named(left).Next());
        Assert.False(Journal.Named(kept).HasMore);
    }

    [Fact]
    public async Task The_period_of_a_timer_counts_from_the_end_of_the_tick()
    {
        await using var host = await EngineHost.StartAsync(clock: clock);
        var key = Waiting.Key("period");
        await host.Grain<ITimerGrain>(key).StartAt(key, 5 * Second, 10 * Second, interleave: true, keepAlive: false);
        var armed = clock.ArmedTimers;
        clock.Advance(5 * Second);
        Assert.Equal("tick 1", await Journal.Named(key).Next());

        // The tick lasts 25 seconds: the ones due meanwhile do not happen, and the next comes 10 seconds after its end.
        clock.Advance(25 * Second);
        Gate.Named(key).Open();
        await Waiting.Until(() => clock.ArmedTimers >= armed);
        clock.Advance(9 * Second);
        Assert.False(Journal.Named(key).HasMore);
        clock.Advance(Second);
        Assert.Equal("tick 2", await Journal.Named(key).Next());
    }

    [Fact]
    public async Task A_changed_timer_keeps_its_new_times_and_a_disposed_one_is_silent()
    {
        await using var host = await EngineHost.StartAsync(clock: clock);
        var key = Waiting.Key("changed");
        var grain = host.Grain<ITimerGrain>(key);
        await grain.Start(5 * Second, 5 * Second, fails: false);
        await grain.Change(20 * Second, 5 * Second);
        clock.Advance(19 * Second);
        Assert.False(Journal.Named(key).HasMore);
        clock.Advance(Second);
        Assert.Equal("tick 1", await Journal.Named(key).Next());
        await grain.Stop();
        clock.Advance(Minute);
        await grain.Ping();
        Assert.False(Journal.Named(key).HasMore);
    }

    [Fact]
    public async Task A_due_time_set_while_a_tick_waits_for_its_turn_is_lost()
    {
        await using var host = await EngineHost.StartAsync(clock: clock);
        var key = Waiting.Key("late-change");
        var grain = host.Grain<ITimerGrain>(key);
        await grain.Start(5 * Second, Timeout.InfiniteTimeSpan, fails: false);
        var turn = grain.WaitAt(key);
        await Gate.Named(key).Entered;
        var change = grain.Change(10 * Second, Timeout.InfiniteTimeSpan);
        clock.Advance(5 * Second);
        Gate.Named(key).Open();
        await Task.WhenAll(turn, change).Soon();
        Assert.Equal("tick 1", await Journal.Named(key).Next());
        await grain.Ping();
        clock.Advance(Minute);
        await grain.Ping();
        Assert.False(Journal.Named(key).HasMore);
    }
}
