using ContactHub.TestKit;

namespace ContactHub.Storage.Tests;

/// <summary>What leases promise, on either database.</summary>
public abstract class LeaseContract : HubDatabaseBase
{
    private readonly FakeClock _clock = new();

    private LeaseStore Leases => new(Database, _clock);

    [Fact]
    public async Task One_holder_at_a_time_until_it_lets_go_or_does_not_renew()
    {
        Assert.True(await Leases.Hold("a", "one", default));
        Assert.False(await Leases.Hold("a", "two", default));
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.True(await Leases.Hold("a", "one", default));
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.False(await Leases.Hold("a", "two", default));
        Assert.True(await Leases.Hold("b", "two", default));
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.True(await Leases.Hold("a", "two", default));

        await Leases.Release("a", "one");
        Assert.False(await Leases.Hold("a", "one", default));
        await Leases.Release("a", "two");
        Assert.True(await Leases.Hold("a", "one", default));
    }

    [Fact]
    public async Task Work_is_done_while_the_lease_is_held_and_by_nobody_else()
    {
        var ran = false;
        Assert.True(await Leases.Hold("a", "other", default));
        Assert.False(await Leases.While("a", "me", _ => Task.FromResult(ran = true), default));
        Assert.False(ran);

        await Leases.Release("a", "other");
        Assert.True(await Leases.While("a", "me", async _ => ran = !await Leases.Hold("a", "other", default), default));
        Assert.True(ran);
        Assert.True(await Leases.Hold("a", "other", default));
    }

    [Fact]
    public async Task A_fault_of_the_work_comes_out_and_the_lease_is_given_back()
    {
        await Assert.ThrowsAsync<IOException>(() => Leases.While("a", "me", _ => Task.FromException(new IOException("gone")), default));
        Assert.True(await Leases.Hold("a", "other", default));
    }
}

public sealed class SqliteLeaseTests : LeaseContract
{
    protected override bool OnPostgres => false;
}

public sealed class PostgresLeaseTests : LeaseContract
{
    protected override bool OnPostgres => true;

    [Fact]
    public async Task Who_loses_the_lease_is_stopped()
    {
        var clock = new FakeClock();
        var leases = new LeaseStore(Database, clock);
        var started = new TaskCompletionSource();
        var working = leases.While("a", "me", async ct =>
        {
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        }, default);
        await started.Task;

        // The clock stood still for me, and went on for the other.
        var later = new FakeClock(clock.GetUtcNow() + TimeSpan.FromMinutes(1));
        Assert.True(await new LeaseStore(Database, later).Hold("a", "other", default));
        await Eventually.Holds(() => clock.ArmedTimers == 1);
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.True(await working.WaitAsync(Patience));
        Assert.False(await new LeaseStore(Database, later).Hold("a", "me", default));
    }
}
