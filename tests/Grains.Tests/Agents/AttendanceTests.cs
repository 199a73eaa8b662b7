using ContactHub.Routing;

namespace ContactHub.Agents;

public sealed class AttendanceTests
{
    private static readonly RoutingOptions Options = new();
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly Attendance There = Attendance.Absent(Now).Connected("one", Now, Options);

    [Fact]
    public void Who_connects_anew_is_available()
    {
        Assert.Equal(Presence.Offline, Attendance.Absent(Now).PresenceAt(Now, Options));
        Assert.Equal(Presence.Available, There.PresenceAt(Now, Options));
    }

    [Fact]
    public void What_one_who_left_still_owns_stays_due_until_it_is_returned()
    {
        var gone = There.Disconnected("one", Now);
        var left = Now + Options.ReturnAfter;

        Assert.Null(gone.ReturnDue(left - TimeSpan.FromTicks(1), Options, ownsSome: true, retryAt: null));
        Assert.Equal(left, gone.ReturnDue(left, Options, ownsSome: true, retryAt: null));
        Assert.Equal(left.AddHours(1), gone.ReturnDue(left.AddHours(1), Options, ownsSome: true, retryAt: null));
        Assert.Equal(left.AddSeconds(15), gone.ReturnDue(left, Options, ownsSome: true, retryAt: left.AddSeconds(15)));
        Assert.Null(gone.ReturnDue(left, Options, ownsSome: false, retryAt: null));
        Assert.Null(There.ReturnDue(left, Options, ownsSome: true, retryAt: null));
    }

    [Fact]
    public void A_reload_within_the_grace_time_changes_nothing()
    {
        var reloading = There.Choose(Presence.Busy).Disconnected("one", Now);
        var back = Now + Options.ConnectionGrace - TimeSpan.FromTicks(1);
        Assert.Equal(Presence.Busy, reloading.PresenceAt(back, Options));
        Assert.Equal(Presence.Busy, reloading.Connected("two", back, Options).PresenceAt(back, Options));
    }

    [Fact]
    public void Gone_for_longer_is_away_then_offline_and_the_choice_is_kept_only_in_between()
    {
        var gone = There.Choose(Presence.Busy).Disconnected("one", Now);
        var away = Now + Options.ConnectionGrace;
        var left = Now + Options.ReturnAfter;

        Assert.Equal(Presence.Away, gone.PresenceAt(away, Options));
        Assert.False(gone.HasLeft(away, Options));
        Assert.Equal(Presence.Busy, gone.Connected("two", away, Options).PresenceAt(away, Options));
        Assert.Equal(Presence.Offline, gone.PresenceAt(left, Options));
        Assert.True(gone.HasLeft(left, Options));
        Assert.Equal(Presence.Available, gone.Connected("two", left, Options).PresenceAt(left, Options));
    }

    [Fact]
    public void Another_screen_keeps_the_agent_there()
    {
        var one = There.Connected("two", Now, Options).Disconnected("one", Now);
        Assert.Null(one.GoneSince);
        Assert.Equal(Presence.Available, one.PresenceAt(Now + Options.ReturnAfter, Options));
    }

    [Fact]
    public void Screens_that_are_not_renewed_lapse()
    {
        var renewed = There.Connected("two", Now, Options).Connected("two", Now.AddMinutes(1), Options);
        var at = Now + Options.ConnectionLapse;
        Assert.Equal(at, renewed.NextChange(Now, Options));
        Assert.Equal(["two"], renewed.Lapsed(at, Options).Screens.Keys);
        Assert.Equal(at.AddMinutes(1), renewed.Lapsed(at.AddMinutes(1), Options).GoneSince);
    }

    [Fact]
    public void Time_changes_something_at_the_grace_and_at_the_return_and_then_no_more()
    {
        var gone = There.Disconnected("one", Now);
        Assert.Equal(Now + Options.ConnectionGrace, gone.NextChange(Now, Options));
        Assert.Equal(Now + Options.ReturnAfter, gone.NextChange(Now + Options.ConnectionGrace, Options));
        Assert.Null(gone.NextChange(Now + Options.ReturnAfter, Options));
    }

    [Fact]
    public void A_conversation_given_to_somebody_long_gone_still_gets_its_time()
    {
        var late = Now.AddHours(1);
        var given = There.Disconnected("one", Now).Assigned(late, Options);
        Assert.False(given.HasLeft(late, Options));
        Assert.Equal(Presence.Offline, given.PresenceAt(late, Options));
        Assert.True(given.HasLeft(late + Options.ReturnAfter, Options));
    }

    [Fact]
    public void Who_signed_out_of_routing_stays_so()
        => Assert.Equal(Presence.Offline, There.Choose(Presence.Offline).Connected("one", Now.AddMinutes(1), Options).PresenceAt(Now.AddMinutes(1), Options));
}
