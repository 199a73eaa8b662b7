using System.Net;
using ContactHub.Accounts;
using ContactHub.Accounts.Tests;
using ContactHub.Security;

namespace ContactHub.Admin.Tests;

/// <summary>Somebody has lost the phone with the authenticator app.</summary>
public sealed class TwoFactorResetTests
{
    [Fact]
    public async Task Afterwards_the_password_alone_signs_in_and_no_old_code_counts()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        var agent = await hub.SignedIn(StaffRoles.Agent);
        var id = await Id(agent);
        var (_, recovery) = await TwoFactorTests.Enable(agent);
        for (var i = 0; i < AccountsSetup.LockoutAfter; i++) await hub.Browser().SignIn(agent.Email!, code: "000000");

        var response = await administrator.Post(Reset(id));

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await agent.Get("/api/account/me")).StatusCode);
        hub.Clock.Advance(SignInLimits.Window);
        var again = hub.Browser();
        Assert.False((bool)(await AdminHub.Ok(await again.SignIn(agent.Email!)))["twoFactor"]!);
        // A new second factor has new codes.
        await TwoFactorTests.Enable(again);
        Assert.Equal("invalidCredentials", await TestBrowser.Code(await hub.Browser().SignIn(agent.Email!, code: recovery[0])));
    }

    [Fact]
    public async Task The_list_tells_who_has_a_second_factor_and_the_trail_who_took_it_away()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        var agent = await hub.SignedIn(StaffRoles.Agent);
        var id = await Id(agent);
        await TwoFactorTests.Enable(agent);
        Assert.True(await Listed(administrator, id));

        await administrator.Post(Reset(id));

        Assert.False(await Listed(administrator, id));
        var entry = (await administrator.GetJson("/api/admin/audit"))["items"]![0]!;
        Assert.Equal("agent.two-factor-reset", (string?)entry["action"]);
        Assert.Contains(id, (string?)entry["target"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_takes_away_the_own_one_nor_one_that_is_not_there_nor_without_the_role()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);
        var agent = await hub.SignedIn(StaffRoles.Agent);
        await TwoFactorTests.Enable(administrator);

        Assert.Equal("forbidden", await TestBrowser.Code(await administrator.Post(Reset(await Id(administrator)))));
        Assert.Equal("invalid", await TestBrowser.Code(await administrator.Post(Reset(await Id(agent)))));
        Assert.Equal("notFound", await TestBrowser.Code(await administrator.Post(Reset("nobody"))));
        Assert.Equal("forbidden", await TestBrowser.Code(await supervisor.Post(Reset(await Id(administrator)))));
        Assert.True((bool)(await administrator.GetJson("/api/account/me"))["twoFactor"]!);
        Assert.Empty(await AdminHub.Trail(hub));
    }

    private static string Reset(string id) => $"/api/admin/agents/{id}/two-factor/reset";

    private static async Task<string> Id(TestBrowser browser) => (string)(await browser.GetJson("/api/account/me"))["id"]!;

    private static async Task<bool> Listed(TestBrowser administrator, string id) =>
        (bool)(await administrator.GetJson("/api/admin/agents"))["items"]!.AsArray().Single(a => (string?)a!["id"] == id)!["twoFactor"]!;
}
