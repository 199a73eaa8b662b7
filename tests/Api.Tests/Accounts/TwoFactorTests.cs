using System.Net;
using System.Text.Json.Nodes;
using ContactHub.Security;

namespace ContactHub.Accounts.Tests;

public sealed class TwoFactorTests
{
    [Fact]
    public async Task Once_enabled_the_password_alone_is_not_enough()
    {
        await using var hub = await TestHub.Start();
        var browser = await hub.SignedIn(StaffRoles.Administrator);
        var (secret, _) = await Enable(browser);
        var other = hub.Browser();

        var without = await other.SignIn(browser.Email!);
        var wrong = await other.SignIn(browser.Email!, code: "000000");
        var right = await other.SignIn(browser.Email!, code: Totp.Code(secret));

        Assert.Equal("twoFactorRequired", await TestBrowser.Code(without));
        Assert.Equal("invalidCredentials", await TestBrowser.Code(wrong));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.True((bool)(await other.GetJson("/api/account/me"))["twoFactor"]!);
    }

    [Fact]
    public async Task Being_asked_for_a_code_is_no_failed_attempt()
    {
        await using var hub = await TestHub.Start();
        var browser = await hub.SignedIn(StaffRoles.Agent);
        var (secret, _) = await Enable(browser);
        var other = hub.Browser();
        for (var i = 0; i < SignInLimits.Attempts; i++) Assert.Equal("twoFactorRequired", await TestBrowser.Code(await other.SignIn(browser.Email!)));

        Assert.Equal(HttpStatusCode.OK, (await other.SignIn(browser.Email!, code: Totp.Code(secret))).StatusCode);
    }

    [Fact]
    public async Task A_code_that_was_used_does_not_work_again()
    {
        await using var hub = await TestHub.Start();
        var browser = await hub.SignedIn(StaffRoles.Agent);
        var (secret, _) = await Enable(browser);
        var code = Totp.Code(secret);
        await hub.Browser().SignIn(browser.Email!, code: code);

        var again = await hub.Browser().SignIn(browser.Email!, code: code);

        Assert.Equal("invalidCredentials", await TestBrowser.Code(again));
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once()
    {
        await using var hub = await TestHub.Start();
        var browser = await hub.SignedIn(StaffRoles.Agent);
        var (_, recovery) = await Enable(browser);

        Assert.Equal(10, recovery.Distinct().Count());
        Assert.Equal(HttpStatusCode.OK, (await hub.Browser().SignIn(browser.Email!, code: recovery[0])).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await hub.Browser().SignIn(browser.Email!, code: recovery[0])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await hub.Browser().SignIn(browser.Email!, code: recovery[1])).StatusCode);
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_out_although_the_password_is_right()
    {
        await using var hub = await TestHub.Start();
        var browser = await hub.SignedIn(StaffRoles.Agent);
        var (secret, _) = await Enable(browser);
        var attacker = hub.Browser();
        for (var i = 0; i < AccountsSetup.LockoutAfter; i++) await attacker.SignIn(browser.Email!, code: "000000");

        var right = await attacker.SignIn(browser.Email!, code: Totp.Code(secret));

        Assert.Equal(HttpStatusCode.Locked, right.StatusCode);
    }

    [Fact]
    public async Task It_is_neither_started_anew_nor_turned_off_without_the_password()
    {
        await using var hub = await TestHub.Start();
        var browser = await hub.SignedIn(StaffRoles.Agent);
        await Enable(browser);

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("/api/account/two-factor/start")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("/api/account/two-factor/disable", new { password = "wrong" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Post("/api/account/two-factor/disable", new { password = TestBrowser.Password })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await hub.Browser().SignIn(browser.Email!)).StatusCode);
    }

    [Fact]
    public async Task A_wrong_code_does_not_enable_it()
    {
        await using var hub = await TestHub.Start();
        var browser = await hub.SignedIn(StaffRoles.Agent);
        await browser.Post("/api/account/two-factor/start");

        var response = await browser.Post("/api/account/two-factor/enable", new { code = "000000" });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.False((bool)(await browser.GetJson("/api/account/me"))["twoFactor"]!);
    }

    internal static async Task<(string Secret, string[] RecoveryCodes)> Enable(TestBrowser browser)
    {
        var secret = (string)(await TestBrowser.Json(await browser.Post("/api/account/two-factor/start")))["secret"]!;
        var response = await browser.Post("/api/account/two-factor/enable", new { code = Totp.Code(secret, step: -1) });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var codes = (JsonArray)(await TestBrowser.Json(response))["recoveryCodes"]!;
        return (secret, [.. codes.Select(code => (string)code!)]);
    }
}
