using System.Net;
using System.Text.Json.Nodes;
using ContactHub.Accounts.Tests;
using ContactHub.FaqBot;
using ContactHub.Security;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Admin.Tests;

public sealed class FaqEndpointsTests
{
    private const string Path = "/api/admin/faq/su-kesinti";

    [Fact]
    public async Task A_changed_entry_answers_the_next_question()
    {
        await using var hub = await AdminHub.Start();
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);

        var before = await Try(supervisor);
        await AdminHub.Ok(await supervisor.Put(Path, Entry()));
        var after = await Try(supervisor);
        await supervisor.Delete(Path);
        var deleted = await Try(supervisor);

        Assert.Equal("rephrase", (string?)before["decision"]);
        Assert.Equal("answer", (string?)after["decision"]);
        Assert.Equal("Bakım çalışması var.", (string?)after["text"]);
        Assert.Equal("su-kesinti", (string?)after["candidates"]![0]!["faqId"]);
        Assert.Empty(deleted["candidates"]!.AsArray());
        Assert.Equal(["faq.deleted", "faq.changed"], await AdminHub.Trail(hub));
    }

    [Fact]
    public async Task An_entry_comes_back_as_it_was_put()
    {
        await using var hub = await AdminHub.Start();
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);
        var entry = Entry();
        entry["id"] = "another-id-in-the-body-is-ignored";

        await supervisor.Put(Path, entry);
        var stored = (await supervisor.GetJson("/api/admin/faq"))["items"]![0]!;

        entry["id"] = "su-kesinti";
        Assert.Equal(entry.ToJsonString(), stored.ToJsonString());
    }

    [Fact]
    public async Task The_last_day_of_validity_is_included_and_ends_at_midnight_of_the_city()
    {
        await using var hub = await AdminHub.Start();
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);
        await supervisor.Put(Path, Entry());

        var row = Assert.Single((await hub.Services.GetRequiredService<FaqStore>().All()).Rows);
        var entry = FaqEntryJson.Read(row);

        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(3)), entry.ValidFrom);
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.FromHours(3)), entry.ValidTo);
    }

    [Fact]
    public async Task All_faults_come_at_once_and_nothing_is_stored()
    {
        await using var hub = await AdminHub.Start();
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);

        var response = await supervisor.Put("/api/admin/faq/Su_Kesinti", new
        {
            category = "", departmentId = "park", validFrom = "2026-13-01", validTo = "yarın", owner = new string('x', 101),
            wordings = new[] { new { language = "de", text = "a" } }, answers = new { tr = new string('x', 2001) },
        });

        Assert.Equal(["answers.tr", "category", "departmentId", "id", "owner", "validFrom", "validTo", "wordings"], await AdminHub.Errors(response));
        Assert.Empty((await hub.Services.GetRequiredService<FaqStore>().All()).Rows);
        Assert.Empty(await AdminHub.Trail(hub));
    }

    [Theory]
    [InlineData("""{"wordings":null,"answers":null}""")]
    [InlineData("""{"wordings":[null],"answers":{}}""")]
    [InlineData("""{}""")]
    public async Task Missing_members_are_faults_and_not_a_crash(string json)
    {
        await using var hub = await AdminHub.Start();
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);

        var errors = await AdminHub.Errors(await supervisor.Put(Path, JsonNode.Parse(json)));

        Assert.Contains("answers.tr", errors);
        Assert.Contains("wordings", errors);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"wordings":"one"}""")]
    [InlineData("[]")]
    public async Task What_is_no_entry_at_all_gets_a_problem_document(string json)
    {
        await using var hub = await AdminHub.Start();
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);

        var response = await supervisor.Put(Path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid", await TestBrowser.Code(response));
    }

    [Theory]
    [InlineData(StaffRoles.Agent)]
    [InlineData(StaffRoles.Auditor)]
    public async Task Others_than_supervisors_do_not_reach_it(string role)
    {
        await using var hub = await AdminHub.Start();
        var browser = await hub.SignedIn(role);

        var response = await browser.Put(Path, Entry());

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("forbidden", await TestBrowser.Code(response));
    }

    private static JsonObject Entry() => (JsonObject)JsonNode.Parse(
        """
        {"id":"su-kesinti","category":"Su","departmentId":"su","enabled":true,"owner":null,"validFrom":"2026-01-01","validTo":"2026-12-31","reviewedAt":null,
        "wordings":[{"language":"tr","text":"Sular neden kesik?"},{"language":"en","text":"Why is the water off?"}],
        "answers":{"tr":"Bakım çalışması var.","en":null}}
        """)!;

    private static async Task<JsonNode> Try(TestBrowser browser) =>
        await AdminHub.Ok(await browser.Post("/api/admin/faq/try", new { query = "sular neden kesik", language = "tr" }));
}
