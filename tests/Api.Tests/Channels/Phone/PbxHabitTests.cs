namespace ContactHub.Phone.Tests;

/// <summary>Habits of Asterisk that would mislead a reader who believes every message. Others are in the captures and in the tests of queues and calls.</summary>
public sealed class PbxHabitTests
{
    private const string Ayse = "PJSIP/1001";
    private readonly Pbx _pbx = new();

    [Fact]
    public void The_end_of_a_talk_may_name_no_channel()
    {
        var (caller, agent) = Talk();
        _pbx.Wait(10).Event("AgentComplete", ("Queue", "cozum153"), ("Interface", Ayse), ("HoldTime", "1"), ("TalkTime", "9"), ("Reason", "caller")).HangsUp(agent).HangsUp(caller);

        Assert.Equal("5 ended 05320000001>153 by 1001 9s answered", _pbx.Facts[^1]);
    }

    [Fact]
    public void The_end_of_a_talk_may_come_after_the_hang_ups()
    {
        var (caller, agent) = Talk();
        _pbx.Wait(10).HangsUp(agent).HangsUp(caller).Event("AgentComplete", ("Queue", "cozum153"), ("Interface", Ayse), ("TalkTime", "9"), ("Reason", "caller"));

        Assert.Equal("5 ended 05320000001>153 by 1001 10s answered", _pbx.Facts[^1]);
    }

    [Fact]
    public void A_member_may_have_the_next_caller_before_the_end_of_the_last_talk_is_told()
    {
        var (caller, agent) = Talk();
        _pbx.Wait(10).HangsUp(agent).HangsUp(caller);
        var next = _pbx.Rings("11", "05320000002");
        _pbx.Joins(next);
        var leg = _pbx.Leg("12", next);
        _pbx.Offers(next, leg, Ayse).Connects(next, leg, Ayse, 0)
            .Event("AgentComplete", ("Queue", "cozum153"), ("Interface", Ayse), ("TalkTime", "10"), ("Reason", "caller")).Wait(30).HangsUp(leg).HangsUp(next);

        Assert.Equal("5 ended 05320000002>153 by 1001 30s answered", _pbx.Facts[^1]);
    }

    [Fact]
    public void A_dial_may_end_twice_and_only_the_first_end_counts()
    {
        var caller = _pbx.Rings("1", "05320000001", "1002");
        var leg = _pbx.Leg("2", caller, "1002");
        _pbx.Dials(caller, leg, "1002").Wait(15).DialEnds(caller, leg, "NOANSWER").DialEnds(caller, leg, "CANCEL").HangsUp(leg, 0).HangsUp(caller);

        Assert.Equal(["1 rang 05320000001>1002", "2 ended 05320000001>1002 no-answer"], _pbx.Facts);
    }

    [Fact]
    public void Records_of_attempts_are_not_calls()
    {
        var (caller, agent) = Talk();
        _pbx.Event("Cdr", ("UniqueID", "1"), ("Disposition", "NO ANSWER"), ("BillableSeconds", "4")).HangsUp(agent)
            .Event("Cdr", ("UniqueID", "1"), ("Disposition", "ANSWERED"), ("BillableSeconds", "0")).HangsUp(caller)
            .Event("Cdr", ("UniqueID", "1"), ("Disposition", "ANSWERED"), ("LinkedID", "1"));

        Assert.Equal(5, _pbx.Facts.Length);
    }

    [Fact]
    public void A_phone_may_ring_before_its_dial_begins_and_the_agent_be_called_after()
    {
        var caller = _pbx.Rings("1", "05320000001");
        _pbx.Joins(caller);
        var leg = _pbx.Leg("2", caller);
        _pbx.On("Newstate", leg with { Number = "1001" }).Dials(caller, leg, "1001")
            .Both("AgentCalled", caller, leg, ("Queue", "cozum153"), ("Interface", Ayse), ("MemberName", "Ayşe Yılmaz")).Wait(2).Connects(caller, leg, Ayse, 2);

        Assert.Equal(["3 offered 05320000001>153 in cozum153 by 1001", "4 answered 05320000001>153 in cozum153 by 1001 2s"], _pbx.Facts[2..]);
    }

    [Fact]
    public void Devices_that_flap_are_no_calls()
    {
        var (caller, _) = Talk();
        foreach (var status in new[] { "1", "2", "3", "5", "6", "0", "7", "8" })
            _pbx.Event("QueueMemberStatus", ("Queue", "cozum153"), ("Interface", Ayse), ("Status", status)).Event("DeviceStateChange", ("Device", Ayse), ("State", "RINGING"));

        Assert.Equal(4, _pbx.Facts.Length);
        Assert.NotNull(caller);
    }

    [Fact]
    public void A_menus_answer_is_no_persons()
    {
        var caller = _pbx.Rings("1", "05320000001");
        _pbx.On("Newexten", caller, ("Extension", "153"), ("Application", "Answer"), ("AppData", "")).Wait(20).On("HangupRequest", caller).HangsUp(caller);

        Assert.Equal(["1 rang 05320000001>153", "2 ended 05320000001>153 no-answer"], _pbx.Facts);
    }

    private (Channel Caller, Channel Agent) Talk()
    {
        var caller = _pbx.Rings("1", "05320000001");
        _pbx.Joins(caller);
        var agent = _pbx.Leg("2", caller);
        _pbx.Offers(caller, agent, Ayse).Wait(1).Connects(caller, agent, Ayse, 1);
        return (caller, agent);
    }
}
