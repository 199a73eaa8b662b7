using ContactHub.Conversations;
using ContactHub.Routing;

namespace ContactHub.Agents;

public sealed class AgentCallsTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly RoutingOptions Options = new();

    [Fact]
    public void Who_has_talked_wraps_up_and_who_was_only_rung_does_not()
    {
        var talked = Told(AgentCallState.Ringing, AgentCallState.Talking, AgentCallState.Gone);
        Assert.Equal((AgentCallState.WrapUp, Start + Options.WrapUp), (talked.Calls.Single().State, talked.Calls.Single().Until!.Value));
        Assert.Equal(PhoneUse.WrapUp, talked.Use);

        var rung = Told(AgentCallState.Ringing, AgentCallState.Gone);
        Assert.Empty(rung.Calls);
        Assert.Equal(PhoneUse.Free, rung.Use);
    }

    [Fact]
    public void Wrapping_up_ends_by_time_later_when_asked_for_and_at_once_when_done()
    {
        var wrapping = Told(AgentCallState.Talking, AgentCallState.Gone);
        Assert.Empty(wrapping.Lapsed(Start + Options.WrapUp, Options).Calls);

        var extended = wrapping.Extend("call-1", Start, Options);
        Assert.Single(extended.Lapsed(Start + Options.WrapUp, Options).Calls);
        Assert.Empty(extended.Lapsed(Start + Options.WrapUp + Options.WrapUpMore, Options).Calls);

        Assert.Empty(wrapping.Finish("call-1").Calls);
        Assert.Single(Told(AgentCallState.Talking).Finish("call-1").Calls);
    }

    [Fact]
    public void News_that_comes_late_or_again_brings_no_call_back()
    {
        var done = Told(AgentCallState.Ringing, AgentCallState.Talking, AgentCallState.Gone).Finish("call-1");

        Assert.Empty(done.Changed(Call(AgentCallState.Ringing, 0), Start, Options).Calls);
        Assert.Empty(done.Changed(Call(AgentCallState.Gone, 2), Start, Options).Calls);
        Assert.Single(Told(AgentCallState.Talking, AgentCallState.Gone).Changed(Call(AgentCallState.Gone, 1), Start, Options).Calls);
    }

    [Fact]
    public void A_call_of_which_nothing_is_heard_any_more_is_gone()
    {
        var talking = Told(AgentCallState.Talking);
        var heard = talking.Changed(Call(AgentCallState.Talking, 0), Start + TimeSpan.FromMinutes(2), Options);

        Assert.Empty(talking.Lapsed(Start + Options.ConnectionLapse, Options).Calls);
        Assert.Single(heard.Lapsed(Start + Options.ConnectionLapse, Options).Calls);
        Assert.Equal(heard.Calls.Single().ChangedAt, talking.Calls.Single().ChangedAt);
    }

    [Fact]
    public void What_came_to_nothing_is_shown_for_a_moment()
    {
        var unreached = Told(AgentCallState.OwnPhone, AgentCallState.Dialling, AgentCallState.Unreached);

        Assert.Equal(PhoneUse.Free, unreached.Use);
        Assert.Single(unreached.Calls);
        Assert.Empty(unreached.Lapsed(Start + AgentCalls.Shown, Options).Calls);
        Assert.Empty(AgentCalls.None.Changed(Call(AgentCallState.Unreached, 3), Start, Options).Calls);
    }

    [Fact]
    public void A_phone_in_use_for_whatever_counts_as_talking()
    {
        Assert.Equal(PhoneUse.Talking, AgentCalls.None.Used(true).Use);
        Assert.Equal(PhoneUse.Free, AgentCalls.None.Used(true).Used(false).Use);
    }

    private static AgentCalls Told(params AgentCallState[] states) =>
        states.Select(Call).Aggregate(AgentCalls.None, (calls, call) => calls.Changed(call, Start, Options));

    private static AgentCall Call(AgentCallState state, int version) => new(
        "call-1", state, CallDirection.In, "+905321234567", "Ayşe", true, "c-1", "k-1", 7, 0, "cozum153", Start, Start, null, null, version);
}
