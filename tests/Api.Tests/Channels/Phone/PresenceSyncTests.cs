namespace ContactHub.Phone.Tests;

/// <summary>Who follows whom when desk and exchange differ, and what the exchange says of its queues' members.</summary>
public sealed class PresenceSyncTests
{
    [Theory]
    [InlineData(null, true, false, "", SyncStep.Pause)]
    [InlineData(null, false, true, "hub away", SyncStep.Unpause)]
    [InlineData(null, false, true, "Mola", SyncStep.DeskAway)]
    [InlineData(false, true, false, "", SyncStep.Pause)]
    [InlineData(true, false, true, "hub busy", SyncStep.Unpause)]
    [InlineData(false, false, true, "Mola", SyncStep.DeskAway)]
    [InlineData(true, true, false, "", SyncStep.DeskAvailable)]
    [InlineData(false, false, false, "", SyncStep.None)]
    [InlineData(false, true, true, "", SyncStep.None)]
    public void The_side_that_changed_is_followed(bool? agreed, bool desk, bool phone, string reason, SyncStep step) =>
        Assert.Equal(step, new PresenceSync(agreed).Decide(desk, new PhoneMember(phone, reason, InUse: false)).Step);

    [Fact]
    public void Who_is_in_no_queue_or_not_at_the_desk_is_left_alone()
    {
        Assert.Equal(SyncStep.None, new PresenceSync(false).Decide(true, null).Step);
        Assert.Equal(SyncStep.None, new PresenceSync(false).Decide(null, new PhoneMember(true, "Mola", false)).Step);
    }

    [Fact]
    public void Whatever_both_do_they_agree_after_each_has_followed_once()
    {
        for (var history = 0; history < 256; history++)
        {
            var (sync, desk, phone) = (new PresenceSync(), false, false);
            for (var step = 0; step < 4; step++)
            {
                if ((history >> (2 * step) & 1) == 1) desk = !desk;
                if ((history >> ((2 * step) + 1) & 1) == 1) phone = !phone;
                (sync, desk, phone) = Follow(sync, desk, phone);
                Assert.Equal(desk, phone);
                Assert.Equal(SyncStep.None, sync.Decide(desk, new PhoneMember(phone, "", false)).Step);
            }
        }
    }

    [Fact]
    public void A_list_and_what_follows_it_tell_who_is_paused_and_on_the_phone()
    {
        var tracker = new MemberTracker();
        foreach (var message in Timeline.Messages("01-")) tracker.Apply(message);
        Assert.Equal(["1001", "1002"], tracker.Phones.Keys.Order(StringComparer.Ordinal));

        var paused = new List<(bool, string)>();
        foreach (var message in Timeline.Messages("16-"))
        {
            if (tracker.Apply(message)) paused.Add((tracker.Phones["1001"].Paused, tracker.Phones["1001"].Reason));
        }

        Assert.Equal([(true, "Mola"), (false, "")], paused.Take(2));
        Assert.True(tracker.Apply(Status("1001", "2")));
        Assert.False(tracker.Apply(Status("1001", "2")));
        Assert.True(tracker.Phones["1001"].InUse);
        Assert.True(tracker.Apply(Status("1001", "6")));
        Assert.False(tracker.Phones["1001"].InUse);
    }

    private static (PresenceSync, bool Desk, bool Phone) Follow(PresenceSync sync, bool desk, bool phone)
    {
        var (next, step) = sync.Decide(desk, new PhoneMember(phone, "", false));
        if (step is SyncStep.Pause or SyncStep.Unpause) phone = step == SyncStep.Pause;
        if (step is SyncStep.DeskAway or SyncStep.DeskAvailable) desk = step == SyncStep.DeskAway;
        return (next.Decide(desk, new PhoneMember(phone, "", false)).Next, desk, phone);
    }

    private static AmiMessage Status(string extension, string status) => AmiMessage.Of(
        ("Event", "QueueMemberStatus"), ("Queue", "cozum153"), ("Interface", "PJSIP/" + extension), ("Status", status), ("Paused", "0"), ("PausedReason", ""));
}
