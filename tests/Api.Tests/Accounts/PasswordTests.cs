using System.Net;
using ContactHub.Security;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Accounts.Tests;

public sealed class PasswordTests
{
    private const string Next = "yeşil bisiklet 42";

    [Fact]
    public async Task A_one_time_password_opens_nothing_but_its_own_replacement()
    {
        await using var hub = await TestHub.Start();
        var first = (await hub.InScope(s => s.GetRequiredService<FirstAdministrator>().EnsureExists()))!;
        var browser = hub.Browser();

        var signIn = await browser.SignIn(first.Email, first.OneTimePassword);
        Assert.True((bool)(await TestBrowser.Json(signIn))["mustChangePassword"]!);
        var before = await browser.Get("/api/desk/departments");
        var change = await browser.Post("/api/account/password", new { current = first.OneTimePassword, next = Next });
        var after = await browser.Get("/api/desk/departments");

        Assert.Equal(HttpStatusCode.Forbidden, before.StatusCode);
        Assert.Equal("passwordChangeRequired", await TestBrowser.Code(before));
        Assert.Equal(HttpStatusCode.NoContent, change.StatusCode);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.False((bool)(await browser.GetJson("/api/account/me"))["mustChangePassword"]!);
    }

    [Fact]
    public async Task A_wrong_current_password_leaves_the_one_time_password_in_force()
    {
        await using var hub = await TestHub.Start();
        var first = (await hub.InScope(s => s.GetRequiredService<FirstAdministrator>().EnsureExists()))!;
        var browser = hub.Browser();
        await browser.SignIn(first.Email, first.OneTimePassword);

        var change = await browser.Post("/api/account/password", new { current = "not the password", next = Next });

        Assert.Equal(HttpStatusCode.BadRequest, change.StatusCode);
        Assert.NotNull((await TestBrowser.Json(change))["errors"]!["current"]);
        Assert.True((bool)(await browser.GetJson("/api/account/me"))["mustChangePassword"]!);
    }

    [Theory]
    [InlineData("kısa şifre", "en", "at least 12")]
    [InlineData("kısa şifre", "tr", "en az 12")]
    [InlineData("ababababababab", "en", "repeats")]
    [InlineData("ababababababab", "tr", "yineliyor")]
    [InlineData("xx kaya xx 1234", "en", "contains the name")]
    [InlineData("xx kaya xx 1234", "tr", "adı ya da")]
    [InlineData(TestBrowser.Password, "en", "old one")]
    [InlineData(TestBrowser.Password, "tr", "eskisiyle aynı")]
    public async Task A_bad_new_password_is_refused_with_its_reason(string next, string language, string reason)
    {
        await using var hub = await TestHub.Start();
        var browser = await hub.SignedIn(StaffRoles.Agent);

        browser.Language = language;
        var response = await browser.Post("/api/account/password", new { current = TestBrowser.Password, next });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, (string)(await TestBrowser.Json(response))["errors"]!["next"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_password_ends_the_account_s_other_screens_and_not_this_one()
    {
        await using var hub = await TestHub.Start();
        var here = await hub.SignedIn(StaffRoles.Agent);
        var elsewhere = hub.Browser();
        await elsewhere.SignIn(here.Email!);

        await here.Post("/api/account/password", new { current = TestBrowser.Password, next = Next });

        Assert.Equal(HttpStatusCode.OK, (await here.Get("/api/account/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.Get("/api/account/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.SignIn(here.Email!, Next)).StatusCode);
    }

    [Fact]
    public void One_time_passwords_are_long_and_never_the_same()
    {
        var made = Enumerable.Range(0, 1000).Select(_ => OneTimePassword.Create()).ToList();

        Assert.Equal(made.Count, made.Distinct().Count());
        Assert.All(made, password => Assert.Matches("^([a-z2-9]{4}-){3}[a-z2-9]{4}$", password));
    }
}
