using System.Net;
using System.Text.Json.Nodes;
using ContactHub.Accounts.Tests;
using ContactHub.Admin.Tests;
using ContactHub.Conversations;
using ContactHub.Security;

namespace ContactHub.Email.Tests;

public sealed class SignatureEndpointsTests
{
    [Fact]
    public async Task The_own_signature_comes_before_the_departments_and_that_before_the_mailboxs()
    {
        await using var hub = await MailHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        var agent = await hub.SignedIn(StaffRoles.Agent);
        var id = (string)(await agent.GetJson("/api/account/me"))["id"]!;
        var conversation = await MailHub.Received(hub, "su");
        await MailHub.Take(hub, conversation, id);
        async Task<string?> Preview() => (string?)(await agent.GetJson($"/api/desk/conversations/{conversation}/mail"))["mailboxes"]![0]!["signature"];

        Assert.Null(await Preview());
        await AdminHub.Ok(await administrator.Put("/api/admin/signatures/mailbox/cozum", new { text = "Çözüm Merkezi\n{name}" }));
        Assert.Equal("Çözüm Merkezi\nDeniz Kaya", await Preview());
        await AdminHub.Ok(await administrator.Put("/api/admin/signatures/department/su", new { text = "{department}\n{title} {name}" }));
        Assert.Equal("Su Müdürlüğü\nDeniz Kaya", await Preview());
        var kept = await AdminHub.Ok(await agent.Put("/api/desk/signature", new { title = " Şef ", text = "" }));
        Assert.Equal(("Şef", "", "Su Müdürlüğü\nŞef Deniz Kaya", true), ((string?)kept["title"], (string?)kept["text"], (string?)kept["preview"], (bool)kept["sends"]!));
        await AdminHub.Ok(await agent.Put("/api/desk/signature", new { title = "Şef", text = "D. Kaya, {title}" }));
        Assert.Equal("D. Kaya, Şef", await Preview());

        Assert.Equal("D. Kaya, Şef", await Sent(hub, agent, conversation, "signed-01", null));
        Assert.Null(await Sent(hub, agent, conversation, "unsigned-1", false));
        Assert.Equal(["signature.changed", "signature.changed"], await AdminHub.Trail(hub));
    }

    [Fact]
    public async Task Administrators_see_a_default_for_each_sending_mailbox_and_each_department()
    {
        await using var hub = await MailHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        await AdminHub.Ok(await administrator.Put("/api/admin/signatures/department/imar", new { text = " İmar " }));
        var items = (await administrator.GetJson("/api/admin/signatures"))["items"]!.AsArray();
        Assert.Equal(
            ["mailbox cozum cozum@belediye.test ", "mailbox imar imar@belediye.test ", "department su Su Müdürlüğü ", "department imar İmar İmar"],
            items.Select(one => $"{one!["kind"]} {one["id"]} {one["name"]} {one["text"]}"));
    }

    [Fact]
    public async Task What_is_too_long_or_of_nobody_is_refused_and_agents_keep_their_own_only()
    {
        await using var hub = await MailHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        Assert.Equal(["text"], await AdminHub.Errors(await administrator.Put("/api/admin/signatures/department/su", new { text = new string('x', 1_001) })));
        Assert.Equal(["text", "title"], await AdminHub.Errors(await administrator.Put("/api/desk/signature", new { title = "a\nb", text = "\u0007" })));
        foreach (var path in (string[])["department/yok", "mailbox/yok", "agent/" + await hub.Create("biri@ornek.bel.tr", StaffRoles.Agent)])
            Assert.Equal(HttpStatusCode.NotFound, (await administrator.Put("/api/admin/signatures/" + path, new { text = "x" })).StatusCode);
        foreach (var role in (string[])[StaffRoles.Agent, StaffRoles.Supervisor])
            Assert.Equal(HttpStatusCode.Forbidden, (await (await hub.SignedIn(role)).Put("/api/admin/signatures/department/su", new { text = "x" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await hub.SignedIn(StaffRoles.Auditor)).Put("/api/desk/signature", new { text = "x" })).StatusCode);
    }

    private static async Task<string?> Sent(TestHub hub, TestBrowser agent, string conversation, string clientId, bool? signed)
    {
        var receipt = await AdminHub.Ok(await agent.Post($"/api/desk/conversations/{conversation}/mail", new JsonObject
        {
            ["clientId"] = clientId, ["mailbox"] = "cozum", ["to"] = new JsonArray(new JsonObject { ["address"] = MailHub.Citizen }), ["subject"] = "Su", ["text"] = "Merhaba", ["signed"] = signed ?? true,
        }));
        return (await MailHub.Entry(hub, conversation, (long)receipt["seq"]!)).Event is EmailSent mail ? mail.Signature : "no mail";
    }
}
