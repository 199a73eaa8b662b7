using ContactHub.Hubs.Tests;
using ContactHub.Security;
using ContactHub.TestKit;

namespace ContactHub.Realtime.Tests;

/// <summary>Who types is seen by the other side, however short the pauses are.</summary>
public sealed class TypingTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Fact]
    public async Task A_citizen_who_sends_and_types_on_at_once_is_seen_typing_at_the_desk()
    {
        var (id, citizen, desk) = await Taken();
        await using var _ = citizen;
        await using var __ = desk;

        await citizen.Call("typing", true);
        await citizen.Call("send", new { clientId = "message-1", text = "Bir sorum var" });
        await citizen.Call("typing", false);
        await citizen.Call("typing", true);

        await desk.Until(() => Typing(desk, id).SequenceEqual([true, false, true]), "typing, no longer, typing again");
    }

    [Fact]
    public async Task An_agent_who_stops_and_goes_on_at_once_is_seen_typing_by_the_citizen()
    {
        var (id, citizen, desk) = await Taken();
        await using var _ = citizen;
        await using var __ = desk;

        await desk.Call("typing", id, true);
        await desk.Call("typing", id, false);
        await desk.Call("typing", id, true);

        await citizen.Until(() => Typing(citizen, id).SequenceEqual([true, false, true]), "typing, no longer, typing again");
    }

    private static IEnumerable<bool> Typing(HubSocket screen, string conversationId) =>
        from push in screen.Pushes
        where push.Target == "signal" && push[0].GetString() == conversationId && push[1].GetProperty("kind").GetString() == "typing"
        select push[1].GetProperty("typing").GetBoolean();

    private async Task<(string Id, HubSocket Citizen, HubSocket Desk)> Taken()
    {
        var (session, citizen) = await hub.Citizen();
        await citizen.Call("join", 0);
        await citizen.Call("requestPerson", new { clientId = "wants-person" });
        var desk = await (await hub.Staff("Deniz", StaffRoles.Agent, "su")).Open();
        await desk.Call("open", session.ConversationId, 0);
        await desk.Call("take", session.ConversationId, new { clientId = "take-00001" });
        return (session.ConversationId, citizen, desk);
    }
}
