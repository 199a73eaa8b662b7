using System.Net;
using System.Text.Json.Nodes;
using ContactHub.Security;

namespace ContactHub.Admin.Tests;

public sealed class StaffEndpointsTests
{
    [Fact]
    public async Task A_new_agent_signs_in_with_the_one_time_password()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);

        var created = await AdminHub.Ok(await administrator.Post("/api/admin/agents", Agent()));
        var agent = hub.Browser();
        var signIn = await AdminHub.Ok(await agent.SignIn("ayse@ornek.bel.tr", (string)created["oneTimePassword"]!));

        Assert.True((bool)signIn["mustChangePassword"]!);
        Assert.Equal("Ayşe Yılmaz", (string?)signIn["name"]);
        var listed = (await administrator.GetJson("/api/admin/agents"))["items"]!.AsArray().Single(a => (string?)a!["id"] == (string?)created["agent"]!["id"]);
        Assert.Equal(created["agent"]!.ToJsonString(), listed!.ToJsonString());
    }

    [Fact]
    public async Task A_taken_role_counts_at_the_next_request()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        var other = await hub.SignedIn(StaffRoles.Administrator);
        var id = (string)(await other.GetJson("/api/account/me"))["id"]!;
        Assert.Equal(HttpStatusCode.OK, (await other.Get("/api/admin/departments")).StatusCode);

        await AdminHub.Ok(await administrator.Put("/api/admin/agents/" + id, Agent(other.Email!)));

        Assert.Equal(HttpStatusCode.Forbidden, (await other.Get("/api/admin/departments")).StatusCode);
        Assert.Equal(["imar", "su"], (await other.GetJson("/api/account/me"))["departments"]!.AsArray().Select(d => (string)d!));
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        var id = (string)(await administrator.GetJson("/api/account/me"))["id"]!;

        var response = await administrator.Put("/api/admin/agents/" + id, Agent(administrator.Email!));

        Assert.Equal(["roles"], await AdminHub.Errors(response));
    }

    [Fact]
    public async Task A_reset_password_ends_a_lock_out_and_every_screen()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        var agent = await hub.SignedIn(StaffRoles.Agent);
        var id = (string)(await agent.GetJson("/api/account/me"))["id"]!;
        for (var i = 0; i < Accounts.AccountsSetup.LockoutAfter; i++) await hub.Browser().SignIn(agent.Email!, "wrong password 1");

        var password = (string)(await AdminHub.Ok(await administrator.Post($"/api/admin/agents/{id}/password")))["oneTimePassword"]!;

        Assert.Equal(HttpStatusCode.Unauthorized, (await agent.Get("/api/account/me")).StatusCode);
        Assert.True((bool)(await AdminHub.Ok(await hub.Browser().SignIn(agent.Email!, password)))["mustChangePassword"]!);
        Assert.Contains("agent.password-reset", await AdminHub.Trail(hub));
    }

    [Fact]
    public async Task An_address_belongs_to_one_account()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);

        Assert.Equal(["email"], await AdminHub.Errors(await administrator.Post("/api/admin/agents", Agent(administrator.Email!.ToUpperInvariant()))));
    }

    [Fact]
    public async Task All_faults_come_at_once()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);

        var response = await administrator.Post("/api/admin/agents", new
        {
            name = "", email = "ayse at ornek", roles = new[] { "king" }, departments = new[] { "park" }, capacity = 99, languages = new[] { "tr", "tr" },
        });

        Assert.Equal(["capacity", "departments", "email", "languages", "name", "roles"], await AdminHub.Errors(response));
    }

    [Fact]
    public async Task No_password_is_in_the_audit_trail()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        var created = await AdminHub.Ok(await administrator.Post("/api/admin/agents", Agent()));
        await hub.Create("auditor@ornek.bel.tr", StaffRoles.Auditor);
        var auditor = hub.Browser();
        await auditor.SignIn("auditor@ornek.bel.tr");

        var trail = await auditor.GetJson("/api/admin/audit");

        Assert.Equal("agent.created", (string?)trail["items"]![0]!["action"]);
        Assert.Contains("Ayşe Yılmaz", (string?)trail["items"]![0]!["target"], StringComparison.Ordinal);
        Assert.DoesNotContain((string)created["oneTimePassword"]!, trail.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.Post("/api/admin/agents", Agent())).StatusCode);
    }

    private static JsonNode Agent(string email = "ayse@ornek.bel.tr") => JsonNode.Parse(
        $$"""{"name":"Ayşe Yılmaz","email":"{{email}}","roles":["agent"],"departments":["imar","su"],"capacity":3,"languages":["tr","en"],"active":true}""")!;
}
