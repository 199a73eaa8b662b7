using ContactHub.Conversations;
using ContactHub.Security;
using ContactHub.TestKit;

namespace ContactHub.Hubs.Tests;

/// <summary>Who may open, see and change what through the desk's hub.</summary>
public sealed class DeskRoleTests(RunningHub hub) : IClassFixture<RunningHub>
{
    private static readonly string[] Changes =
        ["send", "note", "take", "release", "transfer", "resolve", "reopen", "labels", "priority", "identify"];

    [Fact]
    public async Task An_agent_of_another_department_finds_nothing()
    {
        var (id, citizen) = await Waiting();
        await using var _ = citizen;
        var stranger = await hub.Staff("Yabancı", StaffRoles.Agent, "zabita");
        await using var desk = await stranger.Open();

        Assert.Equal("notFound", await Code(desk, "open", id, 0));
        Assert.Equal("notFound", await Code(desk, "page", id, 10, 10));
        foreach (var method in Changes) Assert.Equal((method, "notFound"), (method, await Code(desk, method, id, Command(method))));
        Assert.Equal("notFound", await Code(desk, "read", id, 1));
        Assert.Equal("notFound", await Code(desk, "accept", id));
        Assert.Equal("notFound", await Code(desk, "decline", id));
        Assert.DoesNotContain(id, (await desk.Call("inbox", 0)).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(Owner.Queue, (await hub.Grains.GetGrain<IConversationGrain>(id).Summary())!.Owner);
    }

    [Theory]
    [InlineData("c-0000000000000000000000000000dead")]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("c-1' OR '1'='1")]
    public async Task What_is_not_there_is_answered_like_what_may_not_be_seen(string id)
    {
        var supervisor = await hub.Staff("Süpervizör", StaffRoles.Supervisor);
        await using var desk = await supervisor.Open();

        Assert.Equal("notFound", await Code(desk, "open", id, 0));
        Assert.Equal("notFound", await Code(desk, "take", id, Command("take")));
    }

    [Fact]
    public async Task An_auditor_sees_everything_and_changes_nothing()
    {
        var (id, citizen) = await Waiting();
        await using var _ = citizen;
        var auditor = await hub.Staff("Denetçi", StaffRoles.Auditor);
        await using var desk = await auditor.Open();

        var before = (await desk.Call("open", id, 0)).GetProperty("lastSeq").GetInt64();
        Assert.Contains(id, (await desk.Call("inbox", 0)).GetRawText(), StringComparison.Ordinal);
        foreach (var method in Changes) Assert.Equal((method, "forbidden"), (method, await Code(desk, method, id, Command(method))));
        Assert.Equal("forbidden", await Code(desk, "accept", id));
        Assert.Equal("forbidden", await Code(desk, "setPresence", "available"));
        await desk.Call("read", id, 99);
        await desk.Call("typing", id, true);

        Assert.Equal(before, (await desk.Call("open", id, 0)).GetProperty("lastSeq").GetInt64());
        await citizen.Call("send", new { clientId = "barrier-01", text = "Orada mısınız?" });
        await citizen.Push("events", p => p.Arguments.GetRawText().Contains("barrier-01", StringComparison.Ordinal));
        Assert.DoesNotContain(citizen.Pushes, p => p.Arguments.GetRawText().Contains(auditor.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_who_has_it_writes_and_only_a_supervisor_takes_it_away()
    {
        var (id, citizen) = await Waiting();
        await using var _ = citizen;
        await using var owner = await (await hub.Staff("Deniz", StaffRoles.Agent, "su")).Open();
        await using var colleague = await (await hub.Staff("Ece", StaffRoles.Agent, "su")).Open();
        await using var supervisor = await (await hub.Staff("Süpervizör", StaffRoles.Supervisor)).Open();
        await owner.Call("take", id, Command("take"));

        Assert.Equal("notOwner", await Code(colleague, "send", id, Command("send")));
        Assert.Equal("notOwner", await Code(colleague, "take", id, Command("take")));
        Assert.Equal("forbidden", await Code(colleague, "take", id, new { clientId = "force-0001", force = true }));
        Assert.Equal("notOwner", await Code(supervisor, "take", id, Command("take")));
        Assert.Equal("notOwner", await Code(supervisor, "resolve", id, Command("resolve")));
        await colleague.Call("note", id, Command("note"));

        await supervisor.Call("take", id, new { clientId = "force-0002", force = true });
        Assert.Equal("notOwner", await Code(owner, "send", id, new { clientId = "too-late-1", text = "x" }));
        await supervisor.Call("send", id, Command("send"));
    }

    [Fact]
    public async Task Who_may_no_longer_see_a_conversation_hears_no_more_of_it()
    {
        var (id, citizen) = await Waiting();
        await using var _ = citizen;
        await using var water = await (await hub.Staff("Su", StaffRoles.Agent, "su")).Open();
        await using var police = await (await hub.Staff("Zabıta", StaffRoles.Agent, "zabita")).Open();
        await using var supervisor = await (await hub.Staff("Süpervizör", StaffRoles.Supervisor)).Open();
        var seen = await Screen.Open(water, id);
        var all = await Screen.Open(supervisor, id);

        await supervisor.Call("transfer", id, new { clientId = "transfer-1", departmentId = "zabita", note = "Zabıtanın işi" });
        await police.Call("take", id, Command("take"));
        await police.Call("note", id, new { clientId = "note-00001", text = "yalnız zabıta görür" });
        await citizen.Call("send", new { clientId = "for-police", text = "zabıtaya söylüyorum" });
        await citizen.Call("typing", true);
        await all.UpTo(8);

        // What comes after goes to the screens in the same order, so a later conversation of theirs is the barrier.
        var (other, second) = await Waiting();
        await using var __ = second;
        var own = await Screen.Open(water, other);
        await second.Call("send", new { clientId = "for-water1", text = "suya söylüyorum" });
        await own.UpTo(4);
        Assert.DoesNotContain(seen.Entries.Values, e => e.Contains("yalnız zabıta", StringComparison.Ordinal) || e.Contains("zabıtaya", StringComparison.Ordinal));
        Assert.Equal("notFound", await Code(water, "open", id, 0));
    }

    [Fact]
    public async Task An_agent_keeps_seeing_what_came_by_a_transfer_across_departments()
    {
        var (id, citizen) = await Waiting();
        await using var _ = citizen;
        var guest = await hub.Staff("Misafir", StaffRoles.Agent, "zabita");
        await using var desk = await guest.Open();
        await using var supervisor = await (await hub.Staff("Süpervizör", StaffRoles.Supervisor)).Open();

        await supervisor.Call("transfer", id, new { clientId = "transfer-1", agentId = guest.Id });

        Assert.Equal(5, (await desk.Call("open", id, 0)).GetProperty("lastSeq").GetInt64());
        await desk.Call("send", id, Command("send"));
        await desk.Call("release", id, Command("release"));
        Assert.Equal("notFound", await Code(desk, "open", id, 0));
    }

    [Fact]
    public async Task Malformed_calls_get_a_clear_error_at_the_desk_too()
    {
        var (id, citizen) = await Waiting();
        await using var _ = citizen;
        await using var desk = await (await hub.Staff("Deniz", StaffRoles.Agent, "su")).Open();

        foreach (var (method, arguments) in (IEnumerable<(string, string)>)[
            ("open", "[null,0]"), ("open", "[]"), ("open", $"[\"{id}\",\"zero\"]"), ("inbox", "[1e400]"), ("inbox", "[null]"), ("take", $"[\"{id}\",null]"),
            ("labels", $"[\"{id}\",{{\"clientId\":\"labels-001\",\"add\":[null]}}]"), ("priority", $"[\"{id}\",{{\"clientId\":\"prio-00001\",\"priority\":9}}]"),
            ("setPresence", "[\"asleep\"]"), ("setPresence", "[77]"), ("transfer", $"[\"{id}\",{{\"clientId\":\"trans-0001\"}}]"),
            ("transfer", $"[\"{id}\",{{\"clientId\":\"trans-0001\",\"departmentId\":\"nowhere\"}}]"), ("noSuchThing", "[]"),
            ("note", $"[\"{id}\",{{\"clientId\":\"note-00001\",\"text\":\"{new string('x', 4_001)}\"}}]")])
        {
            await Assert.ThrowsAsync<HubRefusalException>(() => desk.CallRaw(method, arguments));
        }

        Assert.Empty(hub.Logged.Faults);
        Assert.Equal(3, (await desk.Call("open", id, 0)).GetProperty("lastSeq").GetInt64());
    }

    private async Task<(string Id, HubSocket Citizen)> Waiting()
    {
        var (session, citizen) = await hub.Citizen();
        await Screen.Join(citizen, session.ConversationId);
        await citizen.Call("requestPerson", new { clientId = "wants-person" });
        return (session.ConversationId, citizen);
    }

    private static object Command(string method) => new
    {
        clientId = $"{method}-{Guid.NewGuid():n}",
        text = "Merhaba",
        departmentId = method == "transfer" ? "su" : null,
        add = (string[])["acil"],
        remove = Array.Empty<string>(),
        priority = 1,
        kind = "name",
        value = "Ayşe",
    };

    private static async Task<string> Code(HubSocket desk, string method, params object?[] arguments) =>
        (await Assert.ThrowsAsync<HubRefusalException>(() => desk.Call(method, arguments))).Code;
}
