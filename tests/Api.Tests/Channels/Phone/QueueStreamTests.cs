namespace ContactHub.Phone.Tests;

/// <summary>Queues, in what no capture holds.</summary>
public sealed class QueueStreamTests
{
    private const string Ayse = "PJSIP/1001";
    private const string Mehmet = "PJSIP/1002";
    private readonly Pbx _pbx = new();

    [Fact]
    public void An_agent_lets_it_ring_out_and_the_next_one_answers()
    {
        var caller = _pbx.Rings("1", "05320000001");
        _pbx.Joins(caller);
        var first = _pbx.Leg("2", caller);
        _pbx.Offers(caller, first, Ayse).Wait(8).RingsOut(caller, first, Ayse, 8000).Wait(1);
        var second = _pbx.Leg("3", caller, "1002");
        _pbx.Offers(caller, second, Mehmet).Wait(2).Connects(caller, second, Mehmet, 11).Wait(30).HangsUp(second).HangsUp(caller);

        Assert.Equal(
        [
            "1 rang 05320000001>153", "2 queued 05320000001>153 in cozum153", "3 offered 05320000001>153 in cozum153 by 1001",
            "4 declined 05320000001>153 in cozum153 by 1001 8s", "5 offered 05320000001>153 in cozum153 by 1002",
            "6 answered 05320000001>153 in cozum153 by 1002 11s", "7 ended 05320000001>153 by 1002 30s answered",
        ],
            _pbx.Facts);
    }

    [Fact]
    public void A_time_out_is_no_hang_up_though_the_queue_calls_it_abandoned()
    {
        var caller = _pbx.Rings("1", "05320000001");
        _pbx.Joins(caller);
        var leg = _pbx.Leg("2", caller);
        _pbx.Offers(caller, leg, Ayse).Wait(6).RingsOut(caller, leg, Ayse, 6000)
            .Abandons(caller, 6).Leaves(caller).Sets(caller, "QUEUESTATUS", "TIMEOUT")
            .On("Newexten", caller, ("Extension", "153"), ("Application", "Playback"), ("AppData", "vm-nobodyavail")).Wait(4)
            .On("HangupRequest", caller).HangsUp(caller);

        Assert.Equal(
        [
            "1 rang 05320000001>153", "2 queued 05320000001>153 in cozum153", "3 offered 05320000001>153 in cozum153 by 1001",
            "4 declined 05320000001>153 in cozum153 by 1001 6s", "5 left 05320000001>153 in cozum153 6s", "6 ended 05320000001>153 no-answer",
        ],
            _pbx.Facts);
    }

    [Theory]
    [InlineData("Newexten")]
    [InlineData("DialBegin")]
    [InlineData("QueueCallerJoin")]
    public void Without_variables_what_follows_shows_that_the_caller_is_still_there(string sign)
    {
        var caller = _pbx.Rings("1", "05320000001");
        _pbx.Joins(caller).Wait(6).Abandons(caller, 6).Leaves(caller);
        if (sign == "Newexten") _pbx.On("Newexten", caller, ("Extension", "153"), ("Application", "Playback"), ("AppData", "x"));
        if (sign == "DialBegin") _pbx.Dials(caller, _pbx.Leg("2", caller, "1009"), "1009");
        if (sign == "QueueCallerJoin") _pbx.Joins(caller, "vergi");

        Assert.Equal("3 left 05320000001>153 in cozum153 6s", _pbx.Facts[2]);
    }

    [Fact]
    public void The_h_extension_runs_for_a_caller_who_has_hung_up()
    {
        var caller = _pbx.Rings("1", "05320000001");
        _pbx.Joins(caller).Wait(6).Abandons(caller, 6).Leaves(caller)
            .On("Newexten", caller, ("Extension", "h"), ("Application", "NoOp"), ("AppData", "")).HangsUp(caller);

        Assert.Equal(["3 abandoned 05320000001>153 in cozum153 6s", "4 ended 05320000001>153 abandoned"], _pbx.Facts[2..]);
    }

    [Fact]
    public void A_caller_who_times_out_in_one_queue_may_give_up_in_the_next()
    {
        var caller = _pbx.Rings("1", "05320000001");
        _pbx.Joins(caller).Wait(6).Abandons(caller, 6).Leaves(caller).Sets(caller, "QUEUESTATUS", "TIMEOUT")
            .Joins(caller, "vergi").Wait(3).On("HangupRequest", caller).Abandons(caller, 3, "vergi").Leaves(caller, "vergi").HangsUp(caller);

        Assert.Equal(
        [
            "3 left 05320000001>153 in cozum153 6s", "4 queued 05320000001>153 in vergi", "5 abandoned 05320000001>153 in vergi 3s",
            "6 ended 05320000001>153 abandoned",
        ],
            _pbx.Facts[2..]);
    }

    [Fact]
    public void Several_callers_wait_and_each_has_a_timeline_of_its_own()
    {
        var first = _pbx.Rings("1", "05320000001");
        _pbx.Joins(first);
        var second = _pbx.Rings("2", "05320000002");
        _pbx.Joins(second);
        var leg = _pbx.Leg("3", first);
        _pbx.Offers(first, leg, Ayse).Wait(1);
        var third = _pbx.Rings("4", "05320000003");
        _pbx.Joins(third).Wait(1).On("HangupRequest", second).Abandons(second, 2).Leaves(second).HangsUp(second)
            .Connects(first, leg, Ayse, 2).Wait(10).HangsUp(first).HangsUp(leg);
        var next = _pbx.Leg("5", third);
        _pbx.Offers(third, next, Ayse).Wait(1).Connects(third, next, Ayse, 12).Wait(5).HangsUp(next).HangsUp(third);

        var calls = Timeline.Of(_pbx.Messages).GroupBy(e => e.Call).ToDictionary(g => g.Key, g => string.Join(' ', g.Select(e => CallEventJson.Name(e.Kind))));
        Assert.Equal("rang queued offered answered ended", calls["1"]);
        Assert.Equal("rang queued abandoned ended", calls["2"]);
        Assert.Equal("rang queued offered answered ended", calls["4"]);
        Assert.Equal(Timeline.Of(_pbx.Messages).Select(e => e.At).Order(), Timeline.Of(_pbx.Messages).Select(e => e.At));
    }

    [Fact]
    public void All_are_rung_and_who_is_slower_has_declined_nothing()
    {
        var caller = _pbx.Rings("1", "05320000001");
        _pbx.Joins(caller, "hepsi");
        var ayse = _pbx.Leg("2", caller);
        var mehmet = _pbx.Leg("3", caller, "1002");
        _pbx.Offers(caller, ayse, Ayse, "hepsi").Offers(caller, mehmet, Mehmet, "hepsi").Wait(3)
            .DialEnds(caller, ayse, "CANCEL").HangsUp(ayse, 26).Connects(caller, mehmet, Mehmet, 3, "hepsi").Wait(20).HangsUp(caller).HangsUp(mehmet);

        Assert.Equal(
        [
            "1 rang 05320000001>153", "2 queued 05320000001>153 in hepsi", "3 offered 05320000001>153 in hepsi by 1001",
            "4 offered 05320000001>153 in hepsi by 1002", "5 answered 05320000001>153 in hepsi by 1002 3s", "6 ended 05320000001>153 by 1002 20s answered",
        ],
            _pbx.Facts);
    }

    [Fact]
    public void All_are_rung_and_one_rejects()
    {
        var caller = _pbx.Rings("1", "05320000001");
        _pbx.Joins(caller, "hepsi");
        var ayse = _pbx.Leg("2", caller);
        var mehmet = _pbx.Leg("3", caller, "1002");
        _pbx.Offers(caller, ayse, Ayse, "hepsi").Offers(caller, mehmet, Mehmet, "hepsi").Wait(1).RingsOut(caller, ayse, Ayse, 1000, "hepsi")
            .Wait(2).Connects(caller, mehmet, Mehmet, 3, "hepsi").HangsUp(caller).HangsUp(mehmet);

        Assert.Equal(["5 declined 05320000001>153 in hepsi by 1001 1s", "6 answered 05320000001>153 in hepsi by 1002 3s"], _pbx.Facts[4..6]);
    }

    [Fact]
    public void A_members_local_channel_is_not_another_person_and_may_be_optimised_away()
    {
        const string Member = "Local/1001@from-queue/n";
        var caller = _pbx.Rings("1", "05320000001");
        _pbx.Joins(caller);
        var one = _pbx.New(new Channel("Local/1001@from-queue-00000001;1", "2", "1", "1001", "s"));
        var two = _pbx.New(new Channel("Local/1001@from-queue-00000001;2", "3", "1", "05320000001", "1001"), state: 4);
        _pbx.On("LocalBridge", caller);
        var phone = _pbx.Leg("4", caller);
        // The far end may be rung before the queue says whom it has called.
        _pbx.Dials(two, phone, "1001").Offers(caller, one, Member).Wait(2).DialEnds(two, phone, "ANSWER").Meets(two, phone, "b-far")
            .Connects(caller, one, Member, 2).Event("LocalOptimizationBegin").Meets(caller, phone, "b-2").Event("LocalOptimizationEnd")
            .HangsUp(one).HangsUp(two).Wait(5)
            .On("Hold", phone).Wait(3).On("Unhold", phone).Wait(1).HangsUp(phone).HangsUp(caller);

        Assert.Equal(
        [
            "1 rang 05320000001>153", "2 queued 05320000001>153 in cozum153", "3 offered 05320000001>153 in cozum153 by 1001",
            "4 answered 05320000001>153 in cozum153 by 1001 2s", "5 held 05320000001>153 by 1001", "6 resumed 05320000001>153 by 1001 3s",
            "7 ended 05320000001>153 by 1001 9s answered",
        ],
            _pbx.Facts);
    }

    [Fact]
    public void Names_in_any_script_are_kept()
    {
        var caller = _pbx.Rings("1", "05320000001", name: "Ayşe Öztürk Ğİ");
        _pbx.Joins(caller, "çözüm");

        Assert.Contains("\"queue\":\"çözüm\"", CallEventJson.Line(Timeline.Of(_pbx.Messages)[1]), StringComparison.Ordinal);
    }
    [Fact]
    public void Of_a_wait_whose_beginning_was_missed_is_told_that_the_caller_gave_up()
    {
        var caller = new Channel("PJSIP/trunk-000001", "1", "1", "05320000001", "153");
        _pbx.On("HangupRequest", caller).Abandons(caller, 7).Leaves(caller).HangsUp(caller);

        Assert.Equal(["1 abandoned 05320000001>153 in cozum153 7s", "2 ended 05320000001>153 abandoned"], _pbx.Facts);
    }

    [Fact]
    public void Of_a_talk_whose_beginning_was_missed_is_told_that_an_agent_had_it()
    {
        var caller = new Channel("PJSIP/trunk-000001", "1", "1", "05320000001", "153");
        var agent = new Channel("PJSIP/1001-000002", "2", "1", "1001", "s");
        _pbx.Both("AgentComplete", caller, agent, ("Queue", "cozum153"), ("Interface", "PJSIP/1001"), ("HoldTime", "1"), ("TalkTime", "158"), ("Reason", "caller"))
            .HangsUp(caller).HangsUp(agent);

        Assert.Equal(["1 ended 05320000001>153 by 1001 158s answered"], _pbx.Facts);
    }

}
