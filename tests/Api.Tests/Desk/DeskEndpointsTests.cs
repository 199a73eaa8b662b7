using System.Net;
using System.Text.Json.Nodes;
using ContactHub.Accounts.Tests;
using ContactHub.Admin.Tests;
using ContactHub.Conversations;
using ContactHub.Security;
using ContactHub.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Desk.Tests;

public sealed class DeskEndpointsTests
{
    [Fact]
    public async Task Departments_say_whether_they_are_open()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        await administrator.Put("/api/admin/hours/su", JsonNode.Parse("""{"weekly":{"mon":[{"from":"13:00","to":"17:30"}]}}"""));

        var items = (await administrator.GetJson("/api/desk/departments"))["items"]!;

        Assert.Equal(("su", false, "13:00–17:30"), ((string)items[0]!["id"]!, (bool)items[0]!["open"]!, (string)items[0]!["hours"]!));
        Assert.Equal(("imar", true, null), ((string)items[1]!["id"]!, (bool)items[1]!["open"]!, (string?)items[1]!["hours"]));
    }

    [Fact]
    public async Task Colleagues_are_those_who_work_and_may_act()
    {
        await using var hub = await AdminHub.Start();
        var agent = await hub.SignedIn(StaffRoles.Agent);
        await hub.Create("auditor@ornek.bel.tr", StaffRoles.Auditor);

        var items = (await agent.GetJson("/api/desk/agents"))["items"]!.AsArray();
        var elsewhere = (await agent.GetJson("/api/desk/agents?department=imar"))["items"]!.AsArray();

        var state = Assert.Single(items)!;
        Assert.Equal("offline", (string?)state["presence"]);
        Assert.Equal("su", (string?)state["departments"]![0]);
        Assert.Empty(elsewhere);
    }

    [Fact]
    public async Task An_agent_finds_the_own_departments_conversations_only()
    {
        await using var hub = await AdminHub.Start();
        await Add(hub, "c-1", "su", "Su faturam çok yüksek");
        await Add(hub, "c-2", "imar", "İmar durumu");
        await Add(hub, "c-3", null, "Merhaba");
        var agent = await hub.SignedIn(StaffRoles.Agent);
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);

        Assert.Equal(["c-3", "c-1"], await Ids(agent, ""));
        Assert.Equal(["c-3", "c-2", "c-1"], await Ids(supervisor, ""));
        Assert.Equal(["c-2"], await Ids(supervisor, "?department=imar"));
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.Get("/api/desk/conversations?department=imar")).StatusCode);
    }

    [Theory]
    [InlineData("FATURA", "c-1")]
    [InlineData("cok yuksek", "c-1")]
    [InlineData("ayse imar", "c-2")]
    [InlineData("3", "c-3")]
    [InlineData("yok böyle", null)]
    public async Task A_search_looks_in_name_preview_and_number(string words, string? found)
    {
        await using var hub = await AdminHub.Start();
        await Add(hub, "c-1", "su", "Su faturam çok yüksek");
        await Add(hub, "c-2", "imar", "İMAR durumu", name: "Ayşe");
        await Add(hub, "c-3", null, "Merhaba");
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);

        Assert.Equal(found is null ? [] : [found], await Ids(supervisor, "?q=" + Uri.EscapeDataString(words)));
    }

    [Fact]
    public async Task Long_lists_come_in_pages()
    {
        await using var hub = await AdminHub.Start();
        for (var i = 0; i < ConversationList.Page + 3; i++) await Add(hub, $"c-{i}", "su", "Merhaba");
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);

        var first = (await supervisor.GetJson("/api/desk/conversations"))["items"]!.AsArray();
        var second = await Ids(supervisor, $"?before={first[^1]!["position"]}");

        Assert.Equal(ConversationList.Page, first.Count);
        Assert.Equal(["c-2", "c-1", "c-0"], second);
    }

    [Fact]
    public async Task The_citizen_panel_is_for_who_sees_a_conversation_and_is_in_the_audit_trail_once()
    {
        await using var hub = await AdminHub.Start();
        await Add(hub, "c-1", "imar", "İmar durumu", name: "Ayşe");
        var agent = await hub.SignedIn(StaffRoles.Agent); // Works in su.
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);

        var panel = await supervisor.GetJson("/api/desk/citizens/v-1");
        await supervisor.GetJson("/api/desk/citizens/v-1");
        hub.Clock.Advance(Looks.Citizen);
        var refused = await agent.Get("/api/desk/citizens/v-1");
        var unknown = await agent.Get("/api/desk/citizens/v-2");

        Assert.Equal("Ayşe", (string?)panel["profile"]!["name"]);
        Assert.Equal("c-1", (string?)panel["conversations"]![0]!["id"]);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal((string?)(await TestBrowser.Json(refused))["detail"], (string?)(await TestBrowser.Json(unknown))["detail"]);
        Assert.Equal(["citizen.viewed"], await AdminHub.Trail(hub));
    }

    [Theory]
    [InlineData("?owner=me&q=x&before=-1")]
    [InlineData("?before=yesterday")]
    public async Task Bad_filters_are_refused(string query)
    {
        await using var hub = await AdminHub.Start();
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);

        var response = await supervisor.Get("/api/desk/conversations" + query);

        Assert.Equal("invalid", await TestBrowser.Code(response));
    }

    internal static async Task Add(TestHub hub, string id, string? department, string preview, string? name = null)
    {
        var now = hub.Clock.GetUtcNow();
        var summary = new ConversationSummary(
            id, Owner.None, department, null, null, "v-1", name, false, "chat", "tr", preview, ActorKind.Citizen, now, now, null, null, 0, 0, [], null, 1);
        await hub.Services.GetRequiredService<IEventLog>().Append(new AppendRequest(
            id, 0, [new NewEvent("messagePosted", "chat", "citizen:v-1", now, "{}"u8.ToArray())], SummaryCodec.Write(summary)));
    }

    private static async Task<string[]> Ids(TestBrowser browser, string query) =>
        [.. (await browser.GetJson("/api/desk/conversations" + query))["items"]!.AsArray().Select(row => (string)row!["id"]!)];
}
