using System.Net;
using ContactHub.Accounts.Tests;
using ContactHub.Admin.Tests;
using ContactHub.Security;

namespace ContactHub.Webhooks.Tests;

/// <summary>What administrators can do, and what they are kept from.</summary>
public sealed class WebhookEndpointTests
{
    private const string Path = WebhookStage.Path;

    [Fact]
    public async Task A_webhook_is_made_listed_changed_and_deleted_and_its_secret_is_shown_once()
    {
        await using var stage = await WebhookStage.Start();
        var created = await WebhookStage.Ok(await stage.Admin.Post(Path, new { url = "https://crm.example/hook?key=abc", description = " CRM ", kinds = new[] { "noteAdded" } }));
        var id = (string)created["webhook"]!["id"]!;
        Assert.Matches("^whsec_[A-Za-z0-9_-]{43}$", (string)created["secret"]!);
        Assert.Equal(("CRM", true), ((string)created["webhook"]!["description"]!, (bool)created["webhook"]!["enabled"]!));

        await WebhookStage.Ok(await stage.Admin.Put($"{Path}/{id}", new { url = "https://crm.example/other", description = "Yeni", kinds = Array.Empty<string>(), enabled = false }));
        var listed = await stage.Admin.GetJson(Path);
        Assert.DoesNotContain("whsec_", listed.ToJsonString(), StringComparison.Ordinal);
        var webhook = Assert.Single(listed["items"]!.AsArray())!;
        Assert.Equal(("https://crm.example/other", "Yeni", false), ((string)webhook["url"]!, (string)webhook["description"]!, (bool)webhook["enabled"]!));

        Assert.Equal(HttpStatusCode.NoContent, (await stage.Admin.Delete($"{Path}/{id}")).StatusCode);
        Assert.Empty((await stage.Admin.GetJson(Path))["items"]!.AsArray());
        Assert.Equal(["webhook.deleted", "webhook.changed", "webhook.created"], (await AdminHub.Trail(stage.Hub)).Take(3));
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Admin.Delete($"{Path}/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Admin.Post($"{Path}/{id}/secret")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stage.Admin.Get($"{Path}/{id}/deliveries")).StatusCode);
    }

    [Fact]
    public async Task The_audit_trail_and_the_database_hold_no_key()
    {
        await using var stage = await WebhookStage.Start();
        var created = await WebhookStage.Ok(await stage.Admin.Post(Path, new { url = "https://crm.example/hook?key=abc", description = "CRM" }));
        var trail = await stage.Admin.GetJson("/api/admin/audit");
        Assert.DoesNotContain("key=abc", trail.ToJsonString(), StringComparison.Ordinal);
        var stored = Assert.Single(await stage.Hub.InScope(services => ((WebhookStore)services.GetService(typeof(WebhookStore))!).All()));
        Assert.DoesNotContain((string)created["secret"]!, stored.Secret, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://crm.example/hook")]
    [InlineData("ftp://crm.example/hook")]
    [InlineData("/hook")]
    [InlineData("https://user:pass@crm.example/")]
    [InlineData("https://crm.example/#part")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:10.1.2.3]/")]
    [InlineData("http://2852039166/latest/meta-data/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("")]
    public async Task An_address_that_the_hub_should_not_call_is_refused(string url)
    {
        await using var stage = await WebhookStage.Start();
        Assert.Equal(["url"], await AdminHub.Errors(await stage.Admin.Post(Path, new { url, description = "CRM" })));
    }

    [Fact]
    public async Task A_kind_that_does_not_exist_or_is_internal_is_refused()
    {
        await using var stage = await WebhookStage.Start();
        Assert.Equal(["description", "kinds"], await AdminHub.Errors(await stage.Admin.Post(Path, new { url = "https://crm.example", kinds = new[] { "botRemembered" } })));
        var kinds = (await stage.Admin.GetJson($"{Path}/kinds"))["items"]!.AsArray().Select(kind => (string)kind!).ToList();
        Assert.Contains("messagePosted", kinds);
        Assert.DoesNotContain("botRemembered", kinds);
    }

    [Fact]
    public async Task A_test_says_what_the_receiver_answered_and_is_signed_too()
    {
        await using var stage = await WebhookStage.Start();
        var (id, secret) = await stage.Register();
        var pinged = await WebhookStage.Ok(await stage.Admin.Post($"{Path}/{id}/ping"));
        Assert.Equal((true, "204"), ((bool)pinged["accepted"]!, (string)pinged["code"]!));
        var request = Assert.Single(stage.Receiver.Requests);
        Assert.Equal(("ping", "ping"), (request.Event, request.Kind));
        Assert.True(request.IsSignedWith(secret));

        stage.Receiver.AnswerStatus(404);
        Assert.Equal((false, "404"), await Answer());
        await stage.Receiver.DisposeAsync();
        Assert.Equal((false, "connection"), await Answer());

        async Task<(bool, string)> Answer()
        {
            var answer = await WebhookStage.Ok(await stage.Admin.Post($"{Path}/{id}/ping"));
            return ((bool)answer["accepted"]!, (string)answer["code"]!);
        }
    }

    [Fact]
    public async Task A_webhook_that_is_off_sends_nothing_again()
    {
        await using var stage = await WebhookStage.Start();
        var (id, _) = await stage.Register();
        await stage.Happens("k1");
        await stage.Logged(id, log => log is [var one] && (string)one["state"]! == "delivered");
        var delivery = (string)(await stage.Deliveries(id))[0]["id"]!;
        await stage.Admin.Put($"{Path}/{id}", new { url = stage.Receiver.Url, description = "CRM", enabled = false });
        Assert.Equal(HttpStatusCode.BadRequest, (await stage.Admin.Post($"{Path}/{id}/deliveries/{delivery}/replay")).StatusCode);
        var now = stage.Hub.Clock.GetUtcNow();
        Assert.Equal(HttpStatusCode.BadRequest, (await stage.Admin.Post($"{Path}/{id}/replay", new { from = now.AddDays(-1), until = now })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await stage.Admin.Get($"{Path}/{id}/deliveries?state=lost")).StatusCode);
    }

    [Theory]
    [InlineData(StaffRoles.Agent)]
    [InlineData(StaffRoles.Supervisor)]
    [InlineData(StaffRoles.Auditor)]
    public async Task Only_administrators_keep_webhooks(string role)
    {
        await using var stage = await WebhookStage.Start();
        var browser = await stage.Hub.SignedIn(role);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Post(Path, new { url = stage.Receiver.Url, description = "CRM" })).StatusCode);
    }

    [Fact]
    public async Task Without_permission_the_hub_connects_to_nothing_inside()
    {
        await using var hub = await TestHub.Start();
        await using var receiver = await Receiver.Start();
        var admin = await hub.SignedIn(StaffRoles.Administrator);
        Assert.Equal(["url"], await AdminHub.Errors(await admin.Post(Path, new { url = receiver.Url, description = "CRM" })));
        Assert.Empty(receiver.Requests);
    }
}
