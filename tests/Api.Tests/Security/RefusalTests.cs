using System.Net;
using System.Text.Json.Nodes;
using ContactHub.Accounts.Tests;
using ContactHub.Admin.Tests;
using Microsoft.AspNetCore.Http;

namespace ContactHub.Security.Tests;

public sealed class RefusalTests
{
    [Theory]
    [InlineData(null, "tr")]
    [InlineData("", "tr")]
    [InlineData("tr", "tr")]
    [InlineData("en", "en")]
    [InlineData("EN-us", "en")]
    [InlineData("en-GB,en;q=0.9,tr;q=0.8", "en")]
    [InlineData("en;q=0.2, tr-TR;q=0.9", "tr")]
    [InlineData("de-DE, en;q=0.5", "en")]
    [InlineData("de, *;q=0.5", "tr")]
    [InlineData("en;q=0", "tr")]
    [InlineData("eng", "tr")]
    [InlineData("ar", "tr")]
    [InlineData(";;,=", "tr")]
    public void A_request_gets_the_language_that_it_wants_most_of_those_there_are(string? header, string language)
    {
        var http = new DefaultHttpContext();
        if (header is not null) http.Request.Headers.AcceptLanguage = header;

        Assert.Equal(language, DeskLanguage.Of(http.Request));
    }

    [Theory]
    [InlineData("tr", "Türkçe ad eksik.", "Renk #0077cc biçiminde olmalı.")]
    [InlineData("en", "The Turkish name is missing.", "The colour must be like #0077cc.")]
    public async Task All_faults_of_an_input_are_in_the_language_of_the_request(string language, string name, string color)
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        administrator.Language = language;

        var response = await administrator.Put("/api/admin/departments/park", new { name = new { tr = "", en = "Parks" }, color = "red", position = 1 });

        var problem = await Problem(response, HttpStatusCode.BadRequest, "invalid", language);
        Assert.Equal(name, (string?)Assert.Single(problem["errors"]!["name.tr"]!.AsArray()));
        Assert.Equal($"{color} {name}", (string?)problem["detail"]);
    }

    [Theory]
    [InlineData("tr", "Böyle bir birim yok.")]
    [InlineData("en", "There is no such department.")]
    public async Task A_refusal_says_why_in_the_language_of_the_request(string language, string text)
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        administrator.Language = language;

        var problem = await Problem(await administrator.Delete("/api/admin/departments/park"), HttpStatusCode.NotFound, "notFound", language);

        Assert.Equal(text, (string?)problem["detail"]);
    }

    [Theory]
    [InlineData("tr", "Önce oturum açın.", "E-posta, parola ya da kod yanlış.")]
    [InlineData("en", "Sign in first.", "E-mail address, password or code is wrong.")]
    public async Task Who_is_not_signed_in_is_spoken_to_in_the_language_of_the_request_too(string language, string first, string wrong)
    {
        await using var hub = await TestHub.Start();
        var browser = hub.Browser();
        browser.Language = language;

        var unauthorized = await Problem(await browser.Get("/api/account/me"), HttpStatusCode.Unauthorized, "unauthorized", language);
        var refused = await Problem(await browser.SignIn("nobody@ornek.bel.tr"), HttpStatusCode.Unauthorized, "invalidCredentials", language);

        Assert.Equal((first, wrong), ((string?)unauthorized["detail"], (string?)refused["detail"]));
    }

    [Theory]
    [InlineData("tr", "Bu e-posta adresi başka bir hesabın.")]
    [InlineData("en", "The e-mail address belongs to another account.")]
    public async Task Identity_s_errors_are_in_the_language_of_the_request(string language, string text)
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        administrator.Language = language;
        var person = new { name = "Ece Ak", email = administrator.Email, roles = new[] { StaffRoles.Agent }, departments = new[] { "su" }, capacity = 3, languages = new[] { "tr" } };

        var problem = await Problem(await administrator.Post("/api/admin/agents", person), HttpStatusCode.BadRequest, "invalid", language);

        Assert.Equal(text, (string?)problem["detail"]);
    }

    private static async Task<JsonNode> Problem(HttpResponseMessage response, HttpStatusCode status, string code, string language)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal([language], response.Content.Headers.ContentLanguage);
        var problem = await TestBrowser.Json(response);
        Assert.Equal(code, (string?)problem["code"]);
        return problem;
    }
}
