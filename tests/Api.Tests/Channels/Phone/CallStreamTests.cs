namespace ContactHub.Phone.Tests;

/// <summary>Transfers, calls by click and by hand, changing ids: in what no capture holds.</summary>
public sealed class CallStreamTests
{
    private const string Ayse = "PJSIP/1001";
    private readonly Pbx _pbx = new();

    [Fact]
    public void A_blind_transfer_after_a_hold_goes_on_as_the_same_call()
    {
        var (caller, agent) = Talk();
        _pbx.Wait(10).On("Hold", agent).Wait(2)
            .Event("BlindTransfer", [("Result", "Success"), .. agent.Fields("Transferer", 6), .. caller.Fields("Transferee", 6), ("IsExternal", "Yes"), ("Context", "from-agents"), ("Extension", "1002")])
            .Both("AgentComplete", caller, agent, ("Queue", "cozum153"), ("Interface", Ayse), ("HoldTime", "1"), ("TalkTime", "12"), ("Reason", "transfer"))
            .HangsUp(agent);
        var moved = caller with { Exten = "1002" };
        var target = _pbx.Leg("9", moved, "1002");
        _pbx.Dials(moved, target, "1002").Wait(4).DialEnds(moved, target, "ANSWER").Meets(moved, target, "b-9").Wait(20).HangsUp(moved).HangsUp(target);

        Assert.Equal(
        [
            "5 held 05320000001>153 by 1001", "6 transferred 05320000001>1002 by 1001", "7 answered 05320000001>153 by 1002 4s",
            "8 ended 05320000001>153 by 1002 36s answered",
        ],
            _pbx.Facts[4..]);
    }

    [Fact]
    public void A_transfer_that_failed_is_none()
    {
        var (caller, agent) = Talk();
        _pbx.Event("BlindTransfer", [("Result", "Invalid"), .. agent.Fields("Transferer", 6), .. caller.Fields("Transferee", 6), ("Extension", "1002")]);

        Assert.Equal(4, _pbx.Facts.Length);
    }

    [Fact]
    public void An_attended_transfer_joins_the_agents_second_call_with_the_first()
    {
        var (caller, agent) = Talk();
        _pbx.On("Hold", agent);
        var asking = _pbx.New(new Channel("PJSIP/1001-000050", "50", "50", "1001", "1002"), state: 4);
        var target = _pbx.Leg("51", asking, "1002");
        _pbx.Dials(asking, target, "1002").Wait(2).DialEnds(asking, target, "ANSWER").Meets(asking, target, "b-51").Wait(5)
            .Event("AttendedTransfer", [("Result", "Success"), .. agent.Fields("OrigTransferer", 6), .. asking.Fields("SecondTransferer", 6), .. caller.Fields("Transferee", 6), .. target.Fields("TransferTarget", 6), ("DestType", "Bridge")]);
        var joined = target with { Linkedid = "1" };
        _pbx.On("BridgeEnter", joined, ("BridgeUniqueid", "b-2"), ("BridgeType", "basic")).HangsUp(agent).HangsUp(asking with { Linkedid = "1" })
            .Wait(30).HangsUp(caller).HangsUp(joined);

        var events = Timeline.Of(_pbx.Messages);
        Assert.Equal(
            ["1 Rang 1", "1 Queued 2", "1 Offered 3", "1 Answered 4", "1 Held 5", "50 Rang 1", "50 Answered 2", "1 Transferred 6", "50 Ended 3", "1 Answered 7", "1 Ended 8"],
            events.Select(e => $"{e.Call} {e.Kind} {e.Seq}"));
        Assert.Equal(("1002", "1001"), (events[7].To, events[7].Agent));
        Assert.Equal(CallOutcome.Answered, events[^1].Outcome);
    }

    [Fact]
    public void A_consultation_within_the_call_tells_who_answered_and_where_it_went()
    {
        var (caller, agent) = Talk();
        _pbx.On("Hold", agent);
        var one = _pbx.New(new Channel("Local/1002@from-agents-00000007;1", "20", "1", "1002", "s"));
        var two = _pbx.New(new Channel("Local/1002@from-agents-00000007;2", "21", "1", "1001", "1002"), state: 4);
        var target = _pbx.Leg("22", caller, "1002");
        _pbx.Dials(two, target, "1002").Wait(3).DialEnds(two, target, "ANSWER").Meets(two, target, "b-22").Wait(5)
            .Event("AttendedTransfer", [("Result", "Success"), .. agent.Fields("OrigTransferer", 6), .. one.Fields("SecondTransferer", 6), .. caller.Fields("Transferee", 6), .. target.Fields("TransferTarget", 6), ("DestType", "Bridge")])
            .HangsUp(agent).HangsUp(one).HangsUp(two).Wait(10).HangsUp(target).HangsUp(caller);

        Assert.Equal(
            ["5 held 05320000001>153 by 1001", "6 answered 05320000001>153 by 1002 3s", "7 transferred 05320000001>1002 by 1001", "8 ended 05320000001>153 by 1002 18s answered"],
            _pbx.Facts[4..]);
    }

    [Fact]
    public void A_leg_that_changes_its_call_belongs_to_the_other_from_then_on()
    {
        var caller = _pbx.Rings("1", "05320000001");
        var leg = _pbx.New(new Channel("PJSIP/1002-000002", "2", "2", "1002", "s"));
        var joined = leg with { Linkedid = "1" };
        _pbx.Dials(caller, joined, "1002").Wait(2).DialEnds(caller, joined, "ANSWER")
            // The old id may come late.
            .On("NewConnectedLine", leg).Wait(5).HangsUp(joined).HangsUp(caller);

        Assert.Equal(["1 rang 05320000001>153", "2 answered 05320000001>153 by 1002 2s", "3 ended 05320000001>153 by 1002 5s answered"], _pbx.Facts);
        Assert.All(Timeline.Of(_pbx.Messages), e => Assert.Equal("1", e.Call));
    }

    [Theory]
    [InlineData("BUSY", 17, "busy")]
    [InlineData("NOANSWER", 19, "no-answer")]
    [InlineData("CONGESTION", 34, "failed")]
    [InlineData("CHANUNAVAIL", 3, "failed")]
    public void A_click_reaches_the_agent_but_not_the_citizen(string status, int cause, string outcome)
    {
        var agent = _pbx.New(new Channel("PJSIP/1001-000001", "hub-ctc-7", "hub-ctc-7", "1001", "s"));
        _pbx.Event("DialBegin", [.. agent.Fields("Dest", 0), ("DialString", "1001")]).Wait(2)
            .Event("DialEnd", [.. agent.Fields("Dest", 6), ("DialStatus", "ANSWER")])
            .Event("OriginateResponse", ("Response", "Success"), ("Reason", "4"), ("Uniqueid", "hub-ctc-7"), ("ChanVariable(PJSIP/1001-000001)", "CALLTYPE=outbound"));
        var asking = agent with { Number = "4441530", Exten = "05320000001" };
        var citizen = _pbx.New(new Channel("PJSIP/trunk-000002", "2", "hub-ctc-7", "05320000001", "s"));
        _pbx.Dials(asking, citizen, "05320000001@trunk").Wait(3).DialEnds(asking, citizen, status).DialEnds(asking, citizen, "CANCEL")
            .HangsUp(citizen, cause).Sets(asking, "DIALSTATUS", status).HangsUp(asking, cause);

        Assert.Equal(["1 rang 4441530>05320000001 by 1001", $"2 ended 4441530>05320000001 {outcome}"], _pbx.Facts);
    }

    [Fact]
    public void A_click_for_which_there_is_no_trunk_fails()
    {
        var agent = _pbx.New(new Channel("PJSIP/1001-000001", "hub-ctc-7", "hub-ctc-7", "1001", "s"));
        _pbx.Event("DialBegin", [.. agent.Fields("Dest", 0), ("DialString", "1001")]).Wait(2).Event("DialEnd", [.. agent.Fields("Dest", 6), ("DialStatus", "ANSWER")]);
        var asking = agent with { Number = "4441530", Exten = "05320000001" };
        _pbx.Sets(asking, "DIALSTATUS", "CHANUNAVAIL").HangsUp(asking, 34);

        Assert.Equal(["1 rang 4441530>05320000001 by 1001", "2 ended 4441530>05320000001 failed"], _pbx.Facts);
    }

    [Fact]
    public void A_click_over_a_local_channel_is_answered_by_the_citizen_only()
    {
        var one = _pbx.New(new Channel("Local/1001@from-internal-00000001;1", "hub-ctc-8", "hub-ctc-8", "1001", "s"));
        var two = _pbx.New(new Channel("Local/1001@from-internal-00000001;2", "2", "hub-ctc-8", "1001", "1001"), state: 4);
        _pbx.Event("DialBegin", [.. one.Fields("Dest", 0), ("DialString", "1001@from-internal")]);
        var phone = _pbx.Leg("3", one);
        _pbx.Dials(two, phone, "1001").Wait(2).DialEnds(two, phone, "ANSWER").Meets(two, phone, "b-3");
        var asking = one with { Number = "4441530", Exten = "05320000001" };
        var citizen = _pbx.New(new Channel("PJSIP/trunk-000004", "4", "hub-ctc-8", "05320000001", "s"));
        _pbx.Dials(asking, citizen, "05320000001@trunk").Wait(3).DialEnds(asking, citizen, "ANSWER").Meets(asking, citizen, "b-4")
            .Meets(phone, citizen, "b-4").HangsUp(one).HangsUp(two).Wait(7).HangsUp(citizen).HangsUp(phone);

        Assert.Equal(
            ["1 rang 4441530>05320000001 by 1001", "2 answered 4441530>05320000001 by 1001 3s", "3 ended 4441530>05320000001 by 1001 7s answered"], _pbx.Facts);
    }

    [Fact]
    public void A_citizen_who_is_called_first_waits_like_any_other()
    {
        var citizen = _pbx.New(new Channel("PJSIP/trunk-000001", "hub-ctc-9", "hub-ctc-9", "4441530", "s"));
        _pbx.Event("DialBegin", [.. citizen.Fields("Dest", 0), ("DialString", "05320000001@trunk")]).Wait(4)
            .Event("DialEnd", [.. citizen.Fields("Dest", 6), ("DialStatus", "ANSWER")]).Joins(citizen);
        var leg = _pbx.Leg("2", citizen);
        _pbx.Offers(citizen, leg, Ayse).Wait(1).Connects(citizen, leg, Ayse, 1).Wait(9).HangsUp(leg).HangsUp(citizen);

        Assert.Equal(["rang ->05320000001", "queued ->05320000001 in cozum153"], _pbx.Facts.Take(2).Select(f => f[2..]));
        Assert.Equal("5 ended ->05320000001 by 1001 9s answered", _pbx.Facts[^1]);
    }

    [Fact]
    public void A_caller_who_hangs_up_on_a_ringing_phone_has_given_up()
    {
        var caller = _pbx.Rings("1", "05320000001", "1002");
        var leg = _pbx.Leg("2", caller, "1002");
        _pbx.Dials(caller, leg, "1002").Wait(6).On("HangupRequest", caller).DialEnds(caller, leg, "CANCEL").DialEnds(caller, leg, "CANCEL").HangsUp(leg, 0).HangsUp(caller, 0);

        Assert.Equal(["1 rang 05320000001>1002", "2 abandoned 05320000001>1002 6s", "3 ended 05320000001>1002 abandoned"], _pbx.Facts);
    }

    [Fact]
    public void An_agent_who_dials_by_hand_and_gives_up_was_not_kept_waiting()
    {
        var agent = _pbx.New(new Channel("PJSIP/1001-000001", "1", "1", "1001", "05320000001"), state: 4);
        var citizen = _pbx.New(new Channel("PJSIP/trunk-000002", "2", "1", "05320000001", "s"));
        _pbx.Dials(agent, citizen, "05320000001@trunk").Wait(9).DialEnds(agent, citizen, "CANCEL").HangsUp(citizen).HangsUp(agent);

        Assert.Equal(["1 rang 1001>05320000001 by 1001", "2 ended 1001>05320000001 no-answer"], _pbx.Facts);
    }

    [Fact]
    public void A_recording_that_stops_and_starts_is_two()
    {
        var (caller, _) = Talk();
        _pbx.Sets(caller, "MIXMONITOR_FILENAME", "/a.wav").On("MixMonitorStart", caller).On("MixMonitorStart", caller)
            .On("MixMonitorStop", caller).Sets(caller, "MIXMONITOR_FILENAME", "/b.wav").On("MixMonitorStart", caller);

        Assert.Equal(["/a.wav", "/b.wav"], Timeline.Of(_pbx.Messages).Where(e => e.Kind == CallKind.Recorded).Select(e => e.Recording));
    }

    [Fact]
    public void Without_times_there_is_no_time()
    {
        Talk();
        var timeless = _pbx.Messages.Select(m => new AmiMessage([.. m.Fields.Where(f => f.Key != "Timestamp")]));

        Assert.All(Timeline.Of(timeless), e => Assert.Null(e.At));
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
