using System.Collections.Immutable;
using ContactHub.Agents;
using ContactHub.TestKit;

namespace ContactHub.Phone.Tests;

/// <summary>Presence at the desk and pauses at the exchange, in a real hub.</summary>
public sealed class PhonePresenceTests : IAsyncLifetime
{
    private readonly Screen _screen = new();
    private IAgentObserver _reference = null!;
    private PhoneHub _phone = null!;

    public async Task InitializeAsync()
    {
        _phone = await PhoneHub.Start();
        _reference = _phone.Grains.CreateObjectReference<IAgentObserver>(_screen);
        await Agent.Connect("screen-1", _reference);
        _phone.Pbx.Waiting = [Member("QueueMember", "Location", paused: false)];
        await _phone.Pbx.Send([Member("QueueMemberAdded", "Interface", paused: false)]);
    }

    public async Task DisposeAsync() => await _phone.DisposeAsync();

    [Fact]
    public async Task Away_at_the_desk_is_paused_at_the_exchange_and_back_again()
    {
        await Agent.SetPresence(Presence.Away);
        await Passes(() => Task.FromResult(Pauses().SequenceEqual([("true", "hub away")])));
        await _phone.Pbx.Send([Member("QueueMemberPause", "Interface", paused: true, "hub away")]);
        // The desk has followed nothing: what the exchange tells is what the hub has asked for.
        await Passes(1);
        Assert.Equal(Presence.Away, (await Agent.Get()).Presence);

        await Agent.SetPresence(Presence.Available);
        await Passes(() => Task.FromResult(Pauses().SequenceEqual([("true", "hub away"), ("false", "")])));
    }

    [Fact]
    public async Task A_member_is_paused_by_each_name_that_the_queues_have_for_it()
    {
        await _phone.Pbx.Send([Member("QueueMemberAdded", "Interface", paused: false, queue: "imar", member: "Local/1001@from-queue/n")]);
        await Agent.SetPresence(Presence.Away);

        await Passes(() => Task.FromResult(Paused().SequenceEqual(["Local/1001@from-queue/n", "PJSIP/1001"])));
    }

    [Fact]
    public async Task A_pause_of_one_of_several_phones_is_away_at_the_desk_and_the_others_follow_both_ways()
    {
        const string Local = "Local/1001@from-queue/n";
        await _phone.Pbx.Send([Member("QueueMemberAdded", "Interface", paused: false, queue: "imar", member: Local)]);
        await Passes(1);
        await _phone.Pbx.Send([Member("QueueMemberPause", "Interface", paused: true, "Mola", queue: "imar", member: Local)]);
        await Passes(async () => (await Agent.Get()).Presence == Presence.Away);
        await Passes(() => Task.FromResult(Paused().Contains("PJSIP/1001") && !Paused().Contains(Local)));
        // Once the use of the phone is seen, so is the pause that was told before.
        await _phone.Pbx.Send([Member("QueueMemberPause", "Interface", paused: true, "hub away"), Member("QueueMemberStatus", "Interface", paused: true, "hub away", "2")]);
        await Passes(async () => (await Agent.Get()).Phone == PhoneUse.Talking);

        await _phone.Pbx.Send([Member("QueueMemberPause", "Interface", paused: false)]);
        await Passes(async () => (await Agent.Get()).Presence == Presence.Available);
        await Passes(() => Task.FromResult(_phone.Pbx.Actions.Any(a => a["Action"] == "QueuePause" && a["Interface"] == Local && a["Paused"] == "false")));
    }

    [Fact]
    public async Task A_pause_at_the_phone_is_away_at_the_desk_until_it_ends_there()
    {
        await Passes(1);
        await _phone.Pbx.Send([Member("QueueMemberPause", "Interface", paused: true, "Mola")]);
        await Passes(async () => (await Agent.Get()).Presence == Presence.Away);
        await _phone.Pbx.Send([Member("QueueMemberPause", "Interface", paused: false)]);
        await Passes(async () => (await Agent.Get()).Presence == Presence.Available);

        await Passes(1);
        Assert.Empty(Pauses());
    }

    [Fact]
    public async Task A_phone_in_use_for_whatever_makes_its_agent_busy_as_long_as_it_is()
    {
        await _phone.Pbx.Send([Member("QueueMemberStatus", "Interface", paused: false, status: "2")]);
        await Passes(async () => await Agent.Get() is { Presence: Presence.Busy, Phone: PhoneUse.Talking, Chosen: Presence.Available });
        await _phone.Pbx.Send([Member("QueueMemberStatus", "Interface", paused: false, status: "1")]);
        await Passes(async () => await Agent.Get() is { Presence: Presence.Available, Phone: PhoneUse.Free });
        Assert.Empty(Pauses());
    }

    private IAgentGrain Agent => _phone.Grains.GetGrain<IAgentGrain>(_phone.Ayse);

    private IEnumerable<string?> Paused() =>
        _phone.Pbx.Actions.Where(a => a["Action"] == "QueuePause" && a["Paused"] == "true").Select(a => a["Interface"]).Distinct().Order(StringComparer.Ordinal);

    private (string?, string?)[] Pauses() => [.. _phone.Pbx.Actions.Where(a => a["Action"] == "QueuePause").Select(a => (a["Paused"], a["Reason"]))];

    /// <summary>Lets the hub's time pass until something holds.</summary>
    private Task Passes(Func<Task<bool>> condition) => Eventually.Holds(async () =>
    {
        if (await condition()) return true;
        _phone.Hub.Clock.Advance(TimeSpan.FromMilliseconds(50));
        await Agent.Connect("screen-1", _reference);
        return false;
    });

    /// <summary>Lets so many comparisons happen.</summary>
    private Task Passes(int rounds)
    {
        var until = _phone.Hub.Clock.GetUtcNow() + (PhonePresence.Rest * rounds * 4);
        return Passes(() => Task.FromResult(_phone.Hub.Clock.GetUtcNow() >= until));
    }

    private static AmiMessage Member(
        string name, string interfaceKey, bool paused, string reason = "", string status = "1", string queue = "cozum153", string member = "PJSIP/1001") => AmiMessage.Of(
        ("Event", name), ("Queue", queue), (interfaceKey, member), ("Status", status), ("Paused", paused ? "1" : "0"), ("PausedReason", reason));

    private sealed class Screen : IAgentObserver
    {
        public Task OnState(AgentState state) => Task.CompletedTask;

        public Task OnOffer(string agentId, ConversationOffer offer) => Task.CompletedTask;

        public Task OnOfferWithdrawn(string agentId, string conversationId, string reason) => Task.CompletedTask;

        public Task OnCalls(string agentId, ImmutableArray<AgentCall> calls) => Task.CompletedTask;
    }
}
