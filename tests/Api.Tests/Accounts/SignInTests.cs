using System.Net;
using ContactHub.Security;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Accounts.Tests;

public sealed class SignInTests
{
    private const string Email = "deniz@ornek.bel.tr";

    [Fact]
    public async Task A_right_password_signs_in_and_says_who_it_is()
    {
        await using var hub = await TestHub.Start();
        await hub.Staff.Save(new Departments.Department("su", "Su", "Water", "#0077cc", 1));
        var id = await hub.Create(Email, StaffRoles.Agent);
        var browser = hub.Browser();

        Assert.Equal(HttpStatusCode.OK, (await browser.SignIn(Email)).StatusCode);

        var me = await browser.GetJson("/api/account/me");
        Assert.Equal(id, (string?)me["id"]);
        Assert.Equal("Deniz Kaya", (string?)me["name"]);
        Assert.Equal("su", (string?)me["departments"]![0]);
        Assert.Equal(StaffRoles.Agent, (string?)me["roles"]![0]);
        Assert.False((bool)me["mustChangePassword"]!);
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_and_from_other_sites()
    {
        await using var hub = await TestHub.Start();
        await hub.Create(Email, StaffRoles.Agent);

        var response = await hub.Browser().SignIn(Email);

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deniz@ornek.bel.tr", "wrong password 1")]
    [InlineData("nobody@ornek.bel.tr", TestBrowser.Password)]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer(string email, string password)
    {
        await using var hub = await TestHub.Start();
        await hub.Create(Email, StaffRoles.Agent);

        var response = await hub.Browser().SignIn(email, password);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("invalidCredentials", await TestBrowser.Code(response));
    }

    [Fact]
    public async Task Too_many_wrong_passwords_lock_the_account_out()
    {
        await using var hub = await TestHub.Start();
        await hub.Create(Email, StaffRoles.Agent);
        var browser = hub.Browser();
        for (var i = 1; i < AccountsSetup.LockoutAfter; i++) await browser.SignIn(Email, "wrong password 1");

        var last = await browser.SignIn(Email, "wrong password 1");
        var right = await browser.SignIn(Email);

        Assert.Equal("lockedOut", await TestBrowser.Code(last));
        Assert.Equal(HttpStatusCode.Locked, right.StatusCode);
    }

    [Fact]
    public async Task Attempts_are_counted_for_an_address_without_an_account_too()
    {
        await using var hub = await TestHub.Start();
        var browser = hub.Browser();
        for (var i = 0; i < SignInLimits.Attempts; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignIn(Email)).StatusCode);

        var refused = await browser.SignIn(Email);
        hub.Clock.Advance(SignInLimits.Window);
        var later = await browser.SignIn(Email);

        Assert.Equal("rateLimited", await TestBrowser.Code(refused));
        Assert.EndsWith(" 60", (string?)(await TestBrowser.Json(refused))["detail"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, later.StatusCode);
    }

    [Fact]
    public async Task Who_signs_in_again_and_again_is_not_kept_out()
    {
        await using var hub = await TestHub.Start();
        await hub.Create(Email, StaffRoles.Agent);

        for (var i = 0; i <= 2 * SignInLimits.Attempts; i++) Assert.Equal(HttpStatusCode.OK, (await hub.Browser().SignIn(Email)).StatusCode);
    }

    [Fact]
    public async Task Signing_in_meanwhile_gives_a_guesser_no_more_attempts()
    {
        await using var hub = await TestHub.Start();
        var browser = hub.Browser();
        await hub.Create(Email, StaffRoles.Agent);
        for (var i = 0; i < SignInLimits.Attempts; i++)
        {
            // Each success ends the row of wrong passwords, so that the account is not locked out.
            Assert.Equal("invalidCredentials", await TestBrowser.Code(await browser.SignIn(Email, "wrong password 1")));
            if (i < SignInLimits.Attempts - 1) Assert.Equal(HttpStatusCode.OK, (await hub.Browser().SignIn(Email)).StatusCode);
        }

        Assert.Equal("rateLimited", await TestBrowser.Code(await browser.SignIn(Email, "wrong password 1")));
    }

    [Fact]
    public async Task An_address_gets_so_many_attempts_a_minute_whatever_accounts_it_tries()
    {
        await using var hub = await TestHub.Start();
        var browser = hub.Browser();
        for (var i = 0; i < RateLimits.SignInsPerAddress; i++) await browser.SignIn($"nobody{i}@ornek.bel.tr");

        var refused = await browser.SignIn("nobody@ornek.bel.tr");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("rateLimited", await TestBrowser.Code(refused));
    }

    [Fact]
    public async Task All_faults_of_the_input_come_at_once()
    {
        await using var hub = await TestHub.Start();

        var response = await hub.Browser().Post("/api/account/sign-in", new { email = new string('a', 300), password = "", code = new string('1', 40) });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var errors = (await TestBrowser.Json(response))["errors"]!.AsObject();
        Assert.Equal(["code", "email", "password"], errors.Select(e => e.Key).Order());
    }

    [Fact]
    public async Task A_sign_in_outlives_a_restart_and_ends_with_signing_out()
    {
        await using var hub = await TestHub.Start();
        await hub.Create(Email, StaffRoles.Agent);
        var before = hub.Browser();
        await before.SignIn(Email);
        var cookies = before.Cookies;

        await hub.Restart();
        var after = hub.Browser();
        after.Cookies.Add(cookies.GetAllCookies());

        Assert.Equal(HttpStatusCode.OK, (await after.Get("/api/account/me")).StatusCode);
        await after.Post("/api/account/sign-out");
        Assert.Equal(HttpStatusCode.Unauthorized, (await after.Get("/api/account/me")).StatusCode);
    }

    [Fact]
    public async Task Nobody_signed_in_gets_401_and_no_redirect()
    {
        await using var hub = await TestHub.Start();

        var response = await hub.Browser().Get("/api/account/me");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("unauthorized", await TestBrowser.Code(response));
        Assert.Null(response.Headers.Location);
    }

    [Fact]
    public async Task A_request_of_another_site_lacks_the_header_and_is_refused()
    {
        await using var hub = await TestHub.Start();
        var browser = await hub.SignedIn(StaffRoles.Agent);

        var response = await browser.Send(HttpMethod.Post, "/api/account/language", new { language = "en" }, hubHeader: false);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("tr", (string?)(await browser.GetJson("/api/account/me"))["language"]);
    }

    [Fact]
    public async Task Whoever_is_deactivated_is_signed_out_at_the_next_request()
    {
        await using var hub = await TestHub.Start();
        var browser = await hub.SignedIn(StaffRoles.Agent);
        var id = (string)(await browser.GetJson("/api/account/me"))["id"]!;

        var left = new NewStaff("Deniz Kaya", browser.Email!, [StaffRoles.Agent], [], 4, ["tr"]);
        await hub.InScope(s => s.GetRequiredService<StaffAccounts>().Change(id, left, active: false));

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/api/account/me")).StatusCode);
        Assert.Equal("invalidCredentials", await TestBrowser.Code(await browser.SignIn(browser.Email!)));
    }
}
