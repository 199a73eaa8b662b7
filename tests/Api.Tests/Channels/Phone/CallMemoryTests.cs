using System.Collections.Immutable;
using ContactHub.Agents;

namespace ContactHub.Phone.Tests;

/// <summary>Who has a call at the desk while one agent asks another.</summary>
public sealed class CallMemoryTests
{
    [Fact]
    public void Whoever_asks_a_colleague_still_has_the_call() =>
        Assert.Equal((AgentCallState.Held, AgentCallState.Gone), States(Asked()));

    [Fact]
    public void Whoever_was_asked_and_is_handed_the_call_has_it() =>
        Assert.Equal((AgentCallState.Gone, AgentCallState.Talking), States(After(Asked(), (CallKind.Transferred, "1001", "1002"))));

    [Fact]
    public void Whoever_comes_back_from_asking_talks_again() =>
        Assert.Equal((AgentCallState.Talking, AgentCallState.Gone), States(After(Asked(), (CallKind.Resumed, "1001", null))));

    [Fact]
    public void Whoever_is_handed_the_call_unasked_has_it_on_answering()
    {
        var handed = After(Asked(), (CallKind.Resumed, "1001", null), (CallKind.Transferred, "1001", "1003"));

        Assert.Equal(AgentCallState.Ringing, CallParts.Of(handed)["1003"]);
        Assert.Equal(AgentCallState.Talking, CallParts.Of(After(handed, (CallKind.Answered, "1003", null)))["1003"]);
    }

    [Theory]
    [InlineData("36-", "1002")]
    [InlineData("37-", "1002")]
    [InlineData("42-", "1002")]
    [InlineData("43-", "1003")]
    [InlineData("44-", "1001")]
    [InlineData("47-", "1002")]
    public void The_last_who_spoke_in_a_capture_is_who_had_the_call_last(string capture, string extension)
    {
        var call = Timeline.Of(capture).GroupBy(e => e.Call).First(c => c.First().From!.Length > 4);
        var until = call.SkipLast(1).Aggregate(new CallMemory(call.Key, CallMemory.Asterisk), (memory, e) => memory.After(e));

        Assert.Equal((extension, extension), (until.Talking, call.Last().Agent));
        Assert.All(CallParts.Of(until).Remove(extension), part => Assert.Equal(AgentCallState.Gone, part.Value));
    }

    private static CallMemory Asked() => After(
        new CallMemory("1", CallMemory.Asterisk),
        (CallKind.Rang, null, null), (CallKind.Answered, "1001", null), (CallKind.Held, "1001", null), (CallKind.Answered, "1002", null));

    private static CallMemory After(CallMemory call, params (CallKind Kind, string? Agent, string? To)[] events) => events.Aggregate(
        call, (memory, e) => memory.After(new CallEvent("1", memory.Seq + 1, e.Kind, null, "05320000001", e.To ?? "153", null, e.Agent, null, null)));

    private static (AgentCallState, AgentCallState) States(CallMemory call) => (Part(CallParts.Of(call), "1001"), Part(CallParts.Of(call), "1002"));

    private static AgentCallState Part(ImmutableDictionary<string, AgentCallState> parts, string extension) => parts[extension];
}
