using System.Net;
using ContactHub.Accounts.Tests;
using ContactHub.Admin.Tests;
using ContactHub.Security;

namespace ContactHub.Desk.Tests;

public sealed class CannedAnswerTests
{
    [Fact]
    public async Task Agents_get_the_own_those_of_their_departments_and_those_for_all()
    {
        await using var hub = await AdminHub.Start();
        var (agent, other, supervisor) = (await hub.SignedIn(StaffRoles.Agent), await hub.SignedIn(StaffRoles.Agent), await hub.SignedIn(StaffRoles.Supervisor));
        await AdminHub.Ok(await agent.Put("/api/desk/canned/own", Answer("a", null)));
        await AdminHub.Ok(await other.Put("/api/desk/canned/others", Answer("b", null)));
        await AdminHub.Ok(await supervisor.Put("/api/desk/canned/su", Answer("c", "su")));
        await AdminHub.Ok(await supervisor.Put("/api/desk/canned/imar", Answer("d", "imar")));
        await AdminHub.Ok(await supervisor.Put("/api/desk/canned/all", Answer("e", "*")));

        Assert.Equal(["own", "su", "all"], await Ids(agent));
        Assert.Equal(["su", "imar", "all"], await Ids(supervisor));
        Assert.Equal(["canned.changed", "canned.changed", "canned.changed"], await AdminHub.Trail(hub));
    }

    [Fact]
    public async Task Nobody_changes_what_is_not_theirs()
    {
        await using var hub = await AdminHub.Start();
        var (agent, supervisor, auditor) = (await hub.SignedIn(StaffRoles.Agent), await hub.SignedIn(StaffRoles.Supervisor), await hub.SignedIn(StaffRoles.Auditor));
        await agent.Put("/api/desk/canned/own", Answer("a", null));
        await supervisor.Put("/api/desk/canned/su", Answer("c", "su"));

        Assert.Equal(HttpStatusCode.Forbidden, (await agent.Put("/api/desk/canned/new", Answer("x", "su"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.Put("/api/desk/canned/su", Answer("x", null))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.Delete("/api/desk/canned/su")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await supervisor.Put("/api/desk/canned/own", Answer("x", "su"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.Put("/api/desk/canned/mine", Answer("x", null))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await agent.Delete("/api/desk/canned/own")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.Delete("/api/desk/canned/own")).StatusCode);
    }

    [Fact]
    public async Task All_faults_come_at_once()
    {
        await using var hub = await AdminHub.Start();
        var agent = await hub.SignedIn(StaffRoles.Agent);

        var response = await agent.Put("/api/desk/canned/X!", new { shortcut = "/hi", title = "", text = new string('x', 4001), departmentId = "park", language = "de" });

        Assert.Equal(["departmentId", "id", "language", "shortcut", "text", "title"], await AdminHub.Errors(response));
    }

    private static object Answer(string shortcut, string? departmentId) =>
        new { shortcut, title = "Selam", text = "Merhaba {citizen}", departmentId, language = (string?)null };

    private static async Task<string[]> Ids(TestBrowser browser) =>
        [.. (await browser.GetJson("/api/desk/canned"))["items"]!.AsArray().Select(answer => (string)answer!["id"]!)];
}
