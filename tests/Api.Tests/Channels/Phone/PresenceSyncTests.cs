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
        Assert.Equal(step, new PresenceSync(agreed).Decide(desk, Phone(phone, reason)).Step);

    [Fact]
    public void Who_is_in_no_queue_or_not_at_the_desk_is_left_alone()
    {
        Assert.Equal(SyncStep.None, new PresenceSync(false).Decide(true, null).Step);
        Assert.Equal(SyncStep.None, new PresenceSync(false).Decide(null, Phone(true, "Mola")).Step);
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
                Assert.Equal(SyncStep.None, sync.Decide(desk, Phone(phone)).Step);
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
            if (tracker.Apply(message)) paused.Add((tracker.Phones["1001"].Single().Paused, tracker.Phones["1001"].Single().Reason));
        }

        Assert.Equal([(true, "Mola"), (false, "")], paused.Take(2));
        Assert.True(tracker.Apply(Status("1001", "2")));
        Assert.False(tracker.Apply(Status("1001", "2")));
        Assert.True(tracker.Phones["1001"].Single().InUse);
        Assert.True(tracker.Apply(Status("1001", "6")));
        Assert.False(tracker.Phones["1001"].Single().InUse);
    }

    [Fact]
    public void A_member_behind_a_local_channel_is_its_extension_and_as_busy_as_the_phone_that_the_queue_looks_at()
    {
        var tracker = new MemberTracker();
        tracker.Apply(FreePbx("QueueMemberAdded", "su", "1", "0"));
        tracker.Apply(FreePbx("QueueMemberAdded", "imar", "1", "0"));
        Assert.Equal(new PhoneMember("Local/201@from-queue/n", false, "", InUse: false), Assert.Single(tracker.Phones["201"]));

        tracker.Apply(FreePbx("QueueMemberPause", "su", "1", "1"));
        Assert.False(tracker.Phones["201"].Single().Paused);
        tracker.Apply(FreePbx("QueueMemberPause", "imar", "1", "1"));
        tracker.Apply(FreePbx("QueueMemberStatus", "su", "2", "1"));
        Assert.Equal(new PhoneMember("Local/201@from-queue/n", true, "", InUse: true), Assert.Single(tracker.Phones["201"]));
        Assert.Single(tracker.Phones);
    }

    private static AmiMessage FreePbx(string name, string queue, string status, string paused) => AmiMessage.Of(
        ("Event", name), ("Queue", queue), ("MemberName", "Ayşe Yılmaz"), ("Interface", "Local/201@from-queue/n"), ("StateInterface", "hint:201@ext-local"),
        ("Membership", "dynamic"), ("Penalty", "0"), ("CallsTaken", "0"), ("LastCall", "0"), ("LastPause", "0"), ("InCall", "0"), ("Status", status),
        ("Paused", paused), ("PausedReason", ""), ("Ringinuse", "0"), ("Wrapuptime", "0"));

    private static PhoneMember Phone(bool paused, string reason = "") => new("PJSIP/1001", paused, reason, InUse: false);

    private static (PresenceSync, bool Desk, bool Phone) Follow(PresenceSync sync, bool desk, bool phone)
    {
        var (next, step) = sync.Decide(desk, Phone(phone));
        if (step is SyncStep.Pause or SyncStep.Unpause) phone = step == SyncStep.Pause;
        if (step is SyncStep.DeskAway or SyncStep.DeskAvailable) desk = step == SyncStep.DeskAway;
        return (next.Decide(desk, Phone(phone)).Next, desk, phone);
    }

    private static AmiMessage Status(string extension, string status) => AmiMessage.Of(
        ("Event", "QueueMemberStatus"), ("Queue", "cozum153"), ("Interface", "PJSIP/" + extension), ("Status", status), ("Paused", "0"), ("PausedReason", ""));
}
