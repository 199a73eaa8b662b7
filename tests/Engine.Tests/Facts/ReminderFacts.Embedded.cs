using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.EngineFacts;

/// <summary>Reminders on a fake clock and a real SQLite file; Orleans has its own clock and table.</summary>
public sealed class ReminderFacts : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly FakeClock clock = new();
    private readonly ReminderTable table = new();

    [Fact]
    public async Task A_reminder_ticks_at_its_due_time_and_then_every_period()
    {
        await using var host = await StartAsync();
        var key = Waiting.Key("cadence");
        await host.Grain<IReminderGrain>(key).Register("wake", 5 * Minute, 2 * Minute);
        clock.Advance(4 * Minute);
        Assert.False(Journal.Named(key).HasMore);
        await TickAsync(Minute, key, "wake +0");
        await TickAsync(2 * Minute, key, "wake +2");
        await TickAsync(2 * Minute, key, "wake +4");
    }

    [Fact]
    public async Task A_due_time_of_zero_ticks_first_after_one_full_period()
    {
        await using var host = await StartAsync();
        var key = Waiting.Key("zero");
        await host.Grain<IReminderGrain>(key).Register("wake", TimeSpan.Zero, 3 * Minute);
        clock.Advance(2 * Minute);
        Assert.False(Journal.Named(key).HasMore);
        await TickAsync(Minute, key, "wake +0");
    }

    [Fact]
    public async Task A_reminder_survives_the_engine_and_wakes_a_grain_that_nobody_called()
    {
        var key = Waiting.Key("survivor");
        await using (var first = await StartAsync())
        {
            await first.Grain<IReminderGrain>(key).Register("wake", Minute, 10 * Minute);
        }

        // Down for 25 minutes: missed ticks are not made up for, the next multiple of the period is kept.
        clock.Advance(25 * Minute);
        await using var second = await StartAsync();
        clock.Advance(5 * Minute);
        Assert.False(Journal.Named(key).HasMore);
        await TickAsync(Minute, key, "wake +30");
    }

    [Fact]
    public async Task An_unregistered_reminder_is_gone_also_after_a_restart()
    {
        var key = Waiting.Key("gone");
        await using (var first = await StartAsync())
        {
            var grain = first.Grain<IReminderGrain>(key);
            await grain.Register("keep", 2 * Minute, 2 * Minute);
            await grain.Register("drop", Minute, Minute);
            Assert.Equal("drop,keep", await grain.Names());
            await grain.Unregister("drop");
            Assert.False(await grain.Has("drop"));
        }

        await using var second = await StartAsync();
        Assert.Equal("keep", await second.Grain<IReminderGrain>(key).Names());
        await TickAsync(2 * Minute, key, "keep +0");
    }

    [Fact]
    public async Task Registering_again_replaces_the_schedule()
    {
        await using var host = await StartAsync();
        var key = Waiting.Key("replaced");
        await host.Grain<IReminderGrain>(key).Register("wake", Minute, Minute);
        await host.Grain<IReminderGrain>(key).Register("wake", 3 * Minute, Minute);
        clock.Advance(2 * Minute);
        Assert.False(Journal.Named(key).HasMore);
        await TickAsync(Minute, key, "wake +0");
    }

    [Fact]
    public async Task A_failing_reminder_ticks_again()
    {
        await using var host = await StartAsync();
        var key = Waiting.Key("failing");
        await host.Grain<IReminderGrain>(key).Register("failing", Minute, Minute);
        await TickAsync(Minute, key, "failing +0");
        await TickAsync(Minute, key, "failing +1");
    }

    [Fact]
    public async Task A_period_below_a_minute_and_a_negative_due_time_are_refused()
    {
        await using var host = await StartAsync();
        var grain = host.Grain<IReminderGrain>("refused");
        await Assert.ThrowsAsync<ArgumentException>(() => grain.Register("often", Minute, TimeSpan.FromSeconds(59)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => grain.Register("past", -Minute, Minute));
        Assert.Equal("", await grain.Names());
    }

    [Fact]
    public async Task Without_a_table_registering_says_what_is_missing()
    {
        await using var host = await EngineHost.StartAsync(clock: clock);
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Grain<IReminderGrain>("a").Register("wake", Minute, Minute));
        Assert.Contains(nameof(IReminderTable), failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => table.Dispose();

    private Task<EngineHost> StartAsync() => EngineHost.StartAsync(silo => silo.Services.AddSingleton<IReminderTable>(table), clock);

    // The next tick is armed when the one before has been received, so the clock may move on only once the timer waits again.
    private async Task TickAsync(TimeSpan by, string key, string expected)
    {
        var armed = clock.ArmedTimers;
        clock.Advance(by);
        Assert.Equal(expected, await Journal.Named(key).Next());
        await Waiting.Until(() => clock.ArmedTimers >= armed);
    }
}
