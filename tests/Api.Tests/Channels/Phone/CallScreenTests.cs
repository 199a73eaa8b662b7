using System.Net;
using System.Net.Http.Json;
using ContactHub.Accounts.Tests;
using ContactHub.Agents;
using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Phone.Tests;

/// <summary>Calls at agents' desks, and calls that agents place from there, in a real hub.</summary>
public sealed class CallScreenTests : IAsyncLifetime
{
    private const string Ece = "PJSIP/1002";
    private readonly Pbx _pbx = new();
    private PhoneHub _phone = null!;
    private string _ece = "";

    public async Task InitializeAsync()
    {
        _phone = await PhoneHub.Start();
        await _phone.Hub.Services.GetRequiredService<StaffStore>().Save(new Department("cagri-merkezi", "Çağrı Merkezi", "Contact Centre", "#0088cc", 1));
        _ece = await PhoneHub.Employ(_phone.Hub, "Ece Kaya", "1002");
    }

    public async Task DisposeAsync() => await _phone.DisposeAsync();

    [Fact]
    public async Task A_call_rings_at_the_desks_whose_phones_ring_and_leaves_them_when_it_is_answered_elsewhere()
    {
        var caller = _pbx.Rings("1", "05321234567");
        _pbx.Joins(caller);
        var (first, second) = (_pbx.Leg("2", caller), _pbx.Leg("3", caller, "1002"));
        _pbx.Offers(caller, first, "PJSIP/1001").Offers(caller, second, Ece);
        await Send();

        await Until(_phone.Ayse, call => call is { State: AgentCallState.Ringing, Number: "+905321234567", Verified: true, Queue: "cozum153", Earlier: 0, ConversationId: not null });
        await Until(_ece, call => call is { State: AgentCallState.Ringing });

        _pbx.Wait(3).Connects(caller, second, Ece, 3).HangsUp(first, 26);
        await Send();
        await Until(_phone.Ayse, call => call is null);
        await Until(_ece, call => call is { State: AgentCallState.Talking });
        Assert.Equal(PhoneUse.Talking, (await _phone.Grains.GetGrain<IAgentGrain>(_ece).Get()).Phone);

        _pbx.Wait(9).HangsUp(second).HangsUp(caller);
        await Send();
        await Until(_ece, call => call is { State: AgentCallState.WrapUp });
        await _phone.Grains.GetGrain<IAgentGrain>(_ece).FinishCall("1");
        Assert.Null(await _phone.Call(_ece));
    }

    [Fact]
    public async Task A_call_goes_from_the_screen_when_the_caller_gives_up_and_is_a_task_until_somebody_is_reached()
    {
        await GivesUp("1");
        await Waits(1);
        await GivesUp("3");
        await Waits(2);

        var caller = _pbx.Rings("5", "05321234567");
        _pbx.Joins(caller);
        var leg = _pbx.Leg("6", caller);
        _pbx.Offers(caller, leg, "PJSIP/1001").Connects(caller, leg, "PJSIP/1001", 1);
        await Send();
        await Eventually.Holds(async () => await _phone.Conversation("+905321234567") is { Owner: Owner.Agent, CallBack: null });

        async Task GivesUp(string id)
        {
            var waiting = _pbx.Rings(id, "05321234567");
            _pbx.Joins(waiting);
            var rung = _pbx.Leg(id + "0", waiting);
            _pbx.Offers(waiting, rung, "PJSIP/1001");
            await Send();
            await Until(_phone.Ayse, call => call is { State: AgentCallState.Ringing });
            _pbx.Wait(4).On("HangupRequest", waiting).Abandons(waiting, 4).HangsUp(rung, 26).HangsUp(waiting);
            await Send();
            await Until(_phone.Ayse, call => call is null);
        }

        // The call leaves the screen before its end is recorded.
        Task Waits(int calls) => Eventually.Holds(async () =>
            await _phone.Conversation("+905321234567") is { Owner: Owner.Queue, CallBack: { Number: "+905321234567" } task } && task.Calls == calls);
    }

    [Fact]
    public async Task A_click_rings_the_own_phone_first_and_its_call_is_in_the_conversation_that_it_was_made_from()
    {
        var (browser, agent) = await SignIn("1003");
        var conversation = await Missed();

        Assert.Equal(HttpStatusCode.NoContent, (await Click(browser, conversation, "0532 123 45 67", "click-0001")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Click(browser, conversation, "0532 123 45 67", "click-0001")).StatusCode);
        var asked = _phone.Pbx.Actions.Single(action => action["Action"] == "Originate");
        Assert.Equal(("PJSIP/1003", "05321234567"), (asked["Channel"], asked["Exten"]));
        await Until(agent, call => call is { State: AgentCallState.OwnPhone, Direction: CallDirection.Out } && call.ConversationId == conversation);

        var call = asked["ChannelId"]!;
        var own = _pbx.New(new Channel("PJSIP/1003-1", call, call, "4441530", "05321234567"));
        _pbx.On("Newstate", own);
        var citizen = _pbx.New(new Channel("PJSIP/trunk-2", "c2", call, "05321234567", "s"));
        _pbx.Dials(own, citizen, "05321234567@trunk");
        await Send();
        await Until(agent, shown => shown is { State: AgentCallState.Dialling });
        _pbx.Wait(3).DialEnds(own, citizen, "BUSY").HangsUp(citizen, 17).HangsUp(own);
        await Send();
        await Until(agent, shown => shown is { State: AgentCallState.Unreached, Outcome: Conversations.CallOutcome.Busy });

        Assert.Equal(["rang Out 4441530>+905321234567", "ended Out Busy 0"], (await _phone.Facts()).TakeLast(2));
        Assert.All((await _phone.Events()), e => Assert.Equal(conversation, e.Conversation));
    }

    [Fact]
    public async Task A_click_that_cannot_become_a_call_says_why()
    {
        var (browser, agent) = await SignIn("1003");
        var (silent, _) = await SignIn(null);
        var conversation = await Missed();

        Assert.Contains("noExtension", await (await Click(silent, conversation, "05321234567", "click-0002")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await Click(browser, conversation, "112", "click-0003")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Click(browser, "c-none", "05321234567", "click-0004")).StatusCode);

        _phone.Pbx.Refused["Originate"] = "Permission denied";
        var away = await Click(browser, conversation, "05321234567", "click-0005");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.Contains("exchangeAway", await away.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(await _phone.Call(agent));

        _phone.Pbx.Refused.Clear();
        Assert.Equal(HttpStatusCode.NoContent, (await Click(browser, conversation, "05321234567", "click-0006")).StatusCode);
        Assert.Contains("onThePhone", await (await Click(browser, conversation, "05321234567", "click-0007")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> Click(TestBrowser browser, string conversationId, string number, string clientId) =>
        browser.Post("/api/desk/calls", new { clientId, conversationId, number });

    private async Task<(TestBrowser Browser, string Agent)> SignIn(string? extension)
    {
        var browser = await _phone.Hub.SignedIn(Security.StaffRoles.Agent);
        var me = (await (await browser.Get("/api/account/me")).Content.ReadFromJsonAsync<Dictionary<string, System.Text.Json.JsonElement>>())!["id"].GetString()!;
        var staff = _phone.Hub.Services.GetRequiredService<StaffStore>();
        await staff.Save((await staff.Agent(me))! with { Extension = extension, Departments = [.. (await staff.Departments()).Select(d => d.Id)] });
        return (browser, me);
    }

    private async Task<string> Missed()
    {
        var caller = _pbx.Rings("77", "05321234567");
        _pbx.HangsUp(caller);
        await Send();
        await _phone.Recorded(2);
        return (await _phone.Conversation("+905321234567"))!.Id;
    }

    private async Task Send()
    {
        await _phone.Pbx.Send(_pbx.Messages);
        _pbx.Messages.Clear();
    }

    private Task Until(string agent, Func<AgentCall?, bool> shown) => Eventually.Holds(async () => shown(await _phone.Call(agent)));
}
