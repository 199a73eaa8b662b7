using ContactHub.TestKit;

namespace ContactHub.EngineFacts;

public sealed class FakeClockTests
{
    private readonly FakeClock clock = new();
    private readonly List<string> fired = [];

    [Fact]
    public void Timers_fire_in_due_order_while_the_clock_shows_their_instant()
    {
        using var late = Timer("late", 20, 0);
        using var early = Timer("early", 10, 15);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["early 10", "late 20", "early 25"], fired);
        Assert.Equal(30, Seconds);
    }

    [Fact]
    public void A_changed_timer_fires_at_its_new_time_and_a_disposed_one_not_at_all()
    {
        using var changed = Timer("changed", 10, 0);
        var disposed = Timer("disposed", 10, 0);
        Assert.True(changed.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan));
        disposed.Dispose();
        Assert.False(disposed.Change(TimeSpan.Zero, TimeSpan.Zero));
        Assert.Equal(1, clock.ArmedTimers);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["changed 5"], fired);
        Assert.Equal(0, clock.ArmedTimers);
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_gets_there()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(5), clock);
        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(1));
        await delay.Soon();
    }

    private double Seconds => clock.GetElapsedTime(0).TotalSeconds;

    private ITimer Timer(string name, int due, int period) =>
        clock.CreateTimer(_ => fired.Add($"{name} {Seconds}"), null, TimeSpan.FromSeconds(due), TimeSpan.FromSeconds(period));
}
