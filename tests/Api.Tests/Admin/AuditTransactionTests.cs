using System.Net;
using System.Text.Json.Nodes;
using ContactHub.Accounts.Tests;
using ContactHub.Security;
using ContactHub.Storage;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Admin.Tests;

/// <summary>There is never a change without its audit entry: when the entry can't be kept, nothing is changed.</summary>
public sealed class AuditTransactionTests
{
    [Fact]
    public async Task What_cannot_be_audited_is_not_done_and_is_done_when_it_can_be_again()
    {
        await using var hub = await AdminHub.Start();
        var database = hub.Services.GetRequiredService<HubDatabase>();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        var agent = await hub.SignedIn(StaffRoles.Agent);
        await TwoFactorTests.Enable(agent);
        var id = (string)(await agent.GetJson("/api/account/me"))["id"]!;
        (string Action, Func<Task<HttpResponseMessage>> Do)[] changes =
        [
            ("department.changed", () => administrator.Put("/api/admin/departments/su", new { name = new { tr = "Sular", en = "Waters" }, color = "#000000", position = 7 })),
            ("hours.changed", () => administrator.Put("/api/admin/hours/su", JsonNode.Parse("""{"weekly":{"mon":[{"from":"09:00","to":"10:00"}]}}"""))),
            ("department.deleted", () => administrator.Delete("/api/admin/departments/imar")),
            ("agent.created", () => administrator.Post("/api/admin/agents", Agent("yeni@ornek.bel.tr"))),
            ("agent.changed", () => administrator.Put("/api/admin/agents/" + id, Agent("degisti@ornek.bel.tr"))),
            ("agent.two-factor-reset", () => administrator.Post($"/api/admin/agents/{id}/two-factor/reset")),
            ("agent.password-reset", () => administrator.Post($"/api/admin/agents/{id}/password")),
            ("faq.changed", () => administrator.Put("/api/admin/faq/cop", Faq())),
            ("canned.changed", () => administrator.Put("/api/desk/canned/selam", Canned())),
        ];
        var before = await Everything(database);
        await Execute(database, "CREATE TRIGGER no_audit BEFORE INSERT ON audit_trail BEGIN SELECT RAISE(ABORT, 'The audit trail is full.'); END");

        foreach (var (action, change) in changes)
        {
            var refused = await change();
            Assert.Equal((action, HttpStatusCode.ServiceUnavailable), (action, refused.StatusCode));
            Assert.Equal("unavailable", await TestBrowser.Code(refused));
            Assert.Equal(before, await Everything(database));
        }

        await Execute(database, "DROP TRIGGER no_audit");
        foreach (var (action, change) in changes)
        {
            var done = await change();
            Assert.True(done.IsSuccessStatusCode, $"{action}: {await done.Content.ReadAsStringAsync()}");
            Assert.Equal(action, (await AdminHub.Trail(hub))[0]);
        }
    }

    /// <summary>Every row of every table, but those that the hub keeps for itself while it runs.</summary>
    private static async Task<string> Everything(HubDatabase database)
    {
        await using var connection = await database.Open();
        var tables = await connection.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'projection%' AND name <> 'reminders' ORDER BY name");
        var lines = new List<string>();
        foreach (var table in tables)
        {
            foreach (var row in await connection.QueryAsync($"SELECT * FROM \"{table}\" ORDER BY 1, 2"))
                lines.Add(table + ": " + string.Join(", ", ((IDictionary<string, object?>)row).Select(column => $"{column.Key}={column.Value}")));
        }

        return string.Join('\n', lines);
    }

    private static async Task Execute(HubDatabase database, string sql)
    {
        await using var connection = await database.Open();
        await connection.ExecuteAsync(sql);
    }

    private static JsonNode Agent(string email) => JsonNode.Parse(
        $$"""{"name":"Ayşe Yılmaz","email":"{{email}}","roles":["agent","supervisor"],"departments":["su"],"capacity":3,"languages":["tr"],"active":true}""")!;

    private static JsonNode Faq() => JsonNode.Parse(
        """{"category":"Temizlik","enabled":true,"wordings":[{"language":"tr","text":"Çöp ne zaman alınır?"}],"answers":{"tr":"Salı günleri."}}""")!;

    private static JsonNode Canned() => JsonNode.Parse(
        """{"departmentId":"su","shortcut":"selam","title":"Selam","text":"Merhaba","language":"tr"}""")!;
}
