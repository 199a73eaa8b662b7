using ContactHub.Citizens;
using ContactHub.Conversations;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Phone.Tests;

/// <summary>Calls of a PBX in the conversations of a real hub.</summary>
public sealed class CallIntakeTests : IAsyncLifetime
{
    private const string Number = "+905321234567";
    private static readonly string[] Whole =
    [
        "rang In +905321234567>153", "recorded belediye-pbx-1795289608.27.wav", "Queued cozum153", "Offered cozum153 Ayşe Yılmaz", "answered Ayşe Yılmaz 2",
        "ended In Answered 11",
    ];

    private PhoneHub _phone = null!;

    public async Task InitializeAsync() => _phone = await PhoneHub.Start();

    public async Task DisposeAsync() => await _phone.DisposeAsync();

    public static TheoryData<string> Captures => [.. Timeline.Captures];

    [Theory]
    [MemberData(nameof(Captures))]
    public async Task Every_capture_is_recorded_event_by_event(string capture)
    {
        // What staff talk about among themselves, and a phone that was rung for a click and not picked up, is no citizen's.
        var expected = Timeline.Of(capture).Where(e => e.From is { Length: > 4 }).ToLookup(e => CallContacts.IdOf(e.Call), e => CallEventJson.Name(e.Kind));

        await _phone.Send(Timeline.Messages(capture), expected.Sum(call => call.Count()));

        var recorded = (await _phone.Events()).ToLookup(e => CallOf(e.Entry.Event), e => KindOf(e.Entry.Event));
        Assert.Equal(expected.Select(call => call.Key).Order(StringComparer.Ordinal), recorded.Select(call => call.Key).Order(StringComparer.Ordinal));
        Assert.All(expected, call => Assert.Equal(call, recorded[call.Key]));
    }

    [Fact]
    public async Task A_call_is_in_the_conversation_of_whoever_called_with_the_agents_by_name()
    {
        await _phone.Send(Timeline.Messages("02-"), 6);

        Assert.Equal(Whole, await _phone.Facts());
        var conversation = await _phone.Conversation(Number);
        Assert.Equal((Owner.Agent, _phone.Ayse, true), (conversation!.Owner, conversation.AgentId, conversation.Verified));
    }

    [Fact]
    public async Task A_call_joins_the_chat_that_the_citizen_has_open()
    {
        await _phone.Grains.GetGrain<ICitizenGrain>("k-1").AddIdentity(new CitizenIdentity(Identities.Phone, Number, Verified: true), "Ayşe");
        var citizen = new Actor(ActorKind.Citizen, "k-1", "Ayşe");
        await _phone.Grains.GetGrain<ICitizenGrain>("k-1").OpenConversation("c-chat");
        await _phone.Grains.GetGrain<IConversationGrain>("c-chat").Execute(
            new PostMessage(citizen, "chat-1", Channels.Chat, "Çöp alınmadı", Opening: new Opening("k-1", "tr", "Ayşe", true, null)));

        await _phone.Send(Timeline.Messages("02-"), 6);

        Assert.Equal(["c-chat"], (await _phone.Events()).Select(e => e.Conversation).Distinct());
    }

    [Theory]
    [InlineData("cozum153", "153", "su")]
    [InlineData("other", "153", "cagri")]
    [InlineData(null, "153", "cagri")]
    [InlineData(null, "185", null)]
    [InlineData("185", "153", "185")]
    public void A_queue_and_then_the_number_that_was_called_say_which_department_it_is(string? queue, string number, string? department)
    {
        var options = new PhoneOptions { Departments = [new() { Number = "153", Department = "cagri" }, new() { Number = "cozum153", Department = "su" }, new() { Number = "185", Department = "185" }] };
        Assert.Equal(department, options.DepartmentOf(queue, queue is null && number == "185" ? "444" : number));
    }

    [Fact]
    public async Task A_call_in_vain_waits_in_the_department_of_its_queue()
    {
        await using var phone = await PhoneHub.Start(more: new() { ["Phone:Departments:0:Number"] = "su-kuyrugu", ["Phone:Departments:0:Department"] = "su" });
        await phone.Hub.Services.GetRequiredService<Departments.StaffStore>().Save(new Departments.Department("su", "Su", "Water", "#0088cc", 1));
        var pbx = new Pbx();
        var waiting = pbx.Rings("1", "05321234567");
        pbx.Joins(waiting, "su-kuyrugu").Wait(4).On("HangupRequest", waiting).Abandons(waiting, 4, "su-kuyrugu").HangsUp(waiting);
        var other = pbx.Rings("2", "05321234568");
        pbx.HangsUp(other);

        await phone.Send(pbx.Messages, 6);

        Assert.Equal(("su", Owner.Queue), ((await phone.Conversation("+905321234567"))!.DepartmentId, (await phone.Conversation("+905321234567"))!.Owner));
        Assert.NotEqual("su", (await phone.Conversation("+905321234568"))!.DepartmentId);
    }

    [Theory]
    [InlineData("Newchannel", 1)]
    [InlineData("QueueCallerJoin", 3)]
    [InlineData("AgentCalled", 4)]
    [InlineData("AgentConnect", 5)]
    [InlineData("BridgeEnter", 5)]
    public async Task A_hub_that_dies_in_the_middle_of_a_call_goes_on_with_it_and_tells_nothing_twice(string last, int recorded)
    {
        var messages = Timeline.Messages("02-").Where(m => m.Event != "CoreShowChannel").ToList();
        var heard = messages.FindIndex(m => m.Event == last) + 1;
        await _phone.Send([.. messages.Take(heard)], recorded);

        _phone.Pbx.Channels = PbxLists.Channels(messages.Take(heard));
        _phone.Pbx.Waiting = last is "QueueCallerJoin" or "AgentCalled" ? PbxLists.Waiting(messages.Take(heard)) : [];
        await _phone.Restart();
        await _phone.Send([.. messages.Skip(heard)], Whole.Length);

        Assert.Equal(Whole, await _phone.Facts());
    }

    [Theory]
    [InlineData("AgentCalled", 4, "ended In NoAnswer 0", Owner.Queue)]
    [InlineData("AgentConnect", 5, "ended In Answered", Owner.Agent)]
    public async Task A_call_that_ended_while_no_hub_was_there_is_not_left_open(string last, int recorded, string end, Owner owner)
    {
        var messages = Timeline.Messages("02-");
        await _phone.Send([.. messages.Take(messages.FindIndex(m => m.Event == last) + 1)], recorded);

        await _phone.Restart();
        await _phone.Recorded(recorded + 1);

        Assert.Equal(Whole.Take(recorded), (await _phone.Facts()).SkipLast(1));
        Assert.StartsWith(end, (await _phone.Facts())[^1], StringComparison.Ordinal);
        Assert.Equal(owner, (await _phone.Conversation(Number))!.Owner);
    }

    [Fact]
    public async Task What_was_kept_but_not_recorded_before_a_crash_is_recorded_by_the_next_process()
    {
        var rang = Timeline.Of("02-")[0];
        await _phone.Hub.Services.GetRequiredService<CallStore>().Save(
            rang.Call, CallMemory.Asterisk, new CallMemory(rang.Call, CallMemory.Asterisk).After(rang).ToJson(), ended: false, default);

        await _phone.Restart();
        await _phone.Recorded(2);

        Assert.Equal(["rang In +905321234567>153", "ended In NoAnswer 0"], await _phone.Facts());
    }

    [Fact]
    public async Task A_withheld_number_has_a_conversation_of_its_own_each_time()
    {
        var pbx = new Pbx();
        foreach (var id in new[] { "1", "2" })
        {
            var caller = pbx.Rings(id, "anonymous");
            pbx.Wait(1).HangsUp(caller);
        }

        await _phone.Send(pbx.Messages, 4);

        var events = await _phone.Events();
        Assert.Equal(["rang In >153", "ended In NoAnswer 0"], (await _phone.Facts()).Order(StringComparer.Ordinal).Reverse().Take(3).Skip(1));
        Assert.Equal(2, events.Select(e => e.Conversation).Distinct().Count());
    }

    [Fact]
    public async Task Calls_among_agents_are_nobodys_conversation()
    {
        await PhoneHub.Employ(_phone.Hub, "Ece Kaya", "1002");
        var pbx = new Pbx();
        var agent = pbx.New(new Channel("PJSIP/1001-00000001", "1", "1", "1001", "1002"), state: 4);
        var other = pbx.Leg("2", agent, "1002");
        pbx.Dials(agent, other, "1002").Wait(2).DialEnds(agent, other, "ANSWER").Meets(agent, other, "b").Wait(5).HangsUp(other).HangsUp(agent);
        var citizen = pbx.Rings("3", "05320000003");
        pbx.HangsUp(citizen);

        await _phone.Send(pbx.Messages, 2);

        Assert.Equal(["rang In +905320000003>153", "ended In NoAnswer 0"], await _phone.Facts());
    }

    [Fact]
    public async Task A_burst_is_recorded_whole_and_each_call_in_its_order()
    {
        var pbx = new Pbx();
        for (var n = 0; n < 100; n++)
        {
            var caller = pbx.Rings($"{n}", $"0532{n:0000000}");
            pbx.Joins(caller).Wait(1).On("HangupRequest", caller).Abandons(caller, 1).HangsUp(caller);
        }

        await _phone.Send(pbx.Messages, 400);

        var calls = (await _phone.Events()).GroupBy(e => CallOf(e.Entry.Event), e => KindOf(e.Entry.Event)).ToList();
        Assert.Equal(100, calls.Count);
        Assert.All(calls, call => Assert.Equal(["rang", "queued", "abandoned", "ended"], call));
    }

    private static string CallOf(ConversationEvent e) => e switch
    {
        CallRang call => call.CallId,
        CallProgressed call => call.CallId,
        CallAnswered call => call.CallId,
        CallEnded call => call.CallId,
        CallRecorded call => call.CallId,
        _ => "",
    };

    private static string KindOf(ConversationEvent e) =>
        e is CallProgressed step ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(step.Step.ToString()) : EventCodec.KindOf(e)[4..].ToLowerInvariant();
}
