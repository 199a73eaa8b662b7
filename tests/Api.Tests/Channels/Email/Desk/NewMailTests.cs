using System.Net;
using System.Text.Json.Nodes;
using ContactHub.Accounts.Tests;
using ContactHub.Admin.Tests;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Security;
using ContactHub.Storage;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Email.Tests;

public sealed class NewMailTests
{
    private const string Path = "/api/desk/mail";

    [Fact]
    public async Task A_mail_to_a_new_address_opens_one_conversation_of_the_agents_own_however_often_it_is_asked_for()
    {
        await using var hub = await MailHub.Start();
        var agent = await hub.SignedIn(StaffRoles.Agent);
        await AdminHub.Ok(await agent.Put("/api/desk/signature", new { text = "{department}" }));
        Assert.Equal(["Su Müdürlüğü", "Su Müdürlüğü"], (await agent.GetJson(Path))["mailboxes"]!.AsArray().Select(box => (string?)box!["signature"]));

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => await AdminHub.Ok(await agent.Post(Path, Mail("new-mail-1")))));
        var id = (string)Assert.Single(answers.Select(answer => answer.ToJsonString()).Distinct(StringComparer.Ordinal).Select(text => JsonNode.Parse(text)!["conversationId"]!))!;

        var page = await Grains(hub).GetGrain<IConversationGrain>(id).Join(0);
        Assert.Equal(["ConversationOpened", "AgentAssigned", "EmailSent"], page.Entries.Select(entry => entry.Event.GetType().Name));
        Assert.Equal(("Kazı çalışması", "Su Müdürlüğü", "ali@example.test"), (Sent(page).Subject, Sent(page).Signature, Sent(page).To[0].Address));
        Assert.Equal((Owner.Agent, "su", Channels.Email, false), (page.Summary!.Owner, page.Summary.DepartmentId, page.Summary.Channel, page.Summary.Verified));
        var row = Assert.Single((await agent.GetJson("/api/desk/conversations"))["items"]!.AsArray());
        Assert.Equal((id, "Ali Veli"), ((string?)row!["id"], (string?)row["citizenName"]));
        Assert.Equal([("email", "ali@example.test", false)], (await Grains(hub).GetGrain<ICitizenGrain>(page.Summary.CitizenId).Profile())!.Identities.Select(one => (one.Kind, one.Value, one.Verified)));
        Assert.Equal(id, await MailHub.Audited(hub, "mail.started"));
        var draft = await agent.GetJson($"/api/desk/conversations/{id}/mail");
        Assert.Equal(("Kazı çalışması [#1]", "ali@example.test"), ((string?)draft["subject"], (string?)draft["to"]![0]!["address"]));
    }

    [Fact]
    public async Task A_citizen_with_an_open_conversation_is_written_to_there_and_gets_no_second_one()
    {
        await using var hub = await MailHub.Start();
        var agent = await hub.SignedIn(StaffRoles.Agent);
        var id = (string)(await agent.GetJson("/api/account/me"))["id"]!;
        var conversation = await MailHub.Received(hub, "su", proven: true);
        var waiting = await agent.Post(Path, Mail("new-mail-2", MailHub.Citizen));
        Assert.Equal(("openConversation", HttpStatusCode.Conflict), (await TestBrowser.Code(waiting), waiting.StatusCode));
        Assert.Contains("#1", (string?)(await TestBrowser.Json(waiting))["detail"], StringComparison.Ordinal);

        await MailHub.Take(hub, conversation, id);
        Assert.Equal(conversation, (string?)(await AdminHub.Ok(await agent.Post(Path, Mail("new-mail-2", MailHub.Citizen))))["conversationId"]);
        var grain = Grains(hub).GetGrain<IConversationGrain>(conversation);
        Assert.True((await grain.Execute(new ResolveConversation(new Actor(ActorKind.Agent, id, "Deniz"), "resolve-1", null))).Succeeded);
        // The same mail, asked for again, was sent already; another one begins anew, and its citizen is known.
        Assert.Equal(conversation, (string?)(await AdminHub.Ok(await agent.Post(Path, Mail("new-mail-2", MailHub.Citizen))))["conversationId"]);
        var next = (string?)(await AdminHub.Ok(await agent.Post(Path, Mail("new-mail-3", MailHub.Citizen))))["conversationId"];
        Assert.NotEqual(conversation, next);
        var (before, after) = ((await grain.Summary())!, (await Grains(hub).GetGrain<IConversationGrain>(next!).Summary())!);
        Assert.Equal((before.CitizenId, true), (after.CitizenId, after.Verified));
    }

    [Fact]
    public async Task Who_is_known_by_a_claim_is_written_to_as_that_citizen_if_the_agent_may_see_them()
    {
        await using var hub = await MailHub.Start();
        var agent = await hub.SignedIn(StaffRoles.Agent);
        var ours = await Resolved(hub, "su");
        var theirs = await Resolved(hub, "imar");
        var answer = await AdminHub.Ok(await agent.Post(Path, Mail("new-mail-4", MailHub.Citizen, ours)));
        Assert.Equal(ours, (await Grains(hub).GetGrain<IConversationGrain>((string)answer["conversationId"]!).Summary())!.CitizenId);
        foreach (var citizen in (string[])[theirs, "q-nobody", new string('x', 200)])
            Assert.Equal(HttpStatusCode.NotFound, (await agent.Post(Path, Mail("new-mail-5", MailHub.Citizen, citizen))).StatusCode);
    }

    [Fact]
    public async Task What_is_incomplete_is_refused_whole_and_auditors_send_nothing()
    {
        await using var hub = await MailHub.Start();
        var agent = await hub.SignedIn(StaffRoles.Agent);
        Assert.Equal(["clientId", "mailbox", "subject", "text", "to"], await AdminHub.Errors(await agent.Post(Path, new { mailbox = "yok", to = Array.Empty<object>() })));
        Assert.Equal(["to"], await AdminHub.Errors(await agent.Post(Path, Mail("new-mail-6", "a@b\r\nBcc: x@y.tr"))));
        var auditor = await hub.SignedIn(StaffRoles.Auditor);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), ((await auditor.Post(Path, Mail("new-mail-7"))).StatusCode, (await auditor.Get(Path)).StatusCode));
        Assert.Empty((await agent.GetJson("/api/desk/conversations"))["items"]!.AsArray());
    }

    [Fact]
    public async Task More_than_twenty_a_minute_are_too_many()
    {
        await using var hub = await MailHub.Start();
        var agent = await hub.SignedIn(StaffRoles.Agent);
        for (var i = 0; i < 20; i++) await agent.Post(Path, new { });
        Assert.Equal(HttpStatusCode.TooManyRequests, (await agent.Post(Path, Mail("new-mail-8"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await agent.Get(Path)).StatusCode);
    }

    [Fact]
    public async Task While_the_trail_cannot_be_written_the_mail_is_kept_and_its_entry_follows()
    {
        await using var hub = await MailHub.Start();
        var agent = await hub.SignedIn(StaffRoles.Agent);
        await Rename("audit_trail", "audit_trail_away");
        var id = (string?)(await AdminHub.Ok(await agent.Post(Path, Mail("new-mail-9"))))["conversationId"];
        await Rename("audit_trail_away", "audit_trail");
        Assert.Equal(id, await MailHub.Audited(hub, "mail.started"));

        async Task Rename(string table, string name)
        {
            await using var connection = await hub.Services.GetRequiredService<HubDatabase>().Open(default);
            await connection.ExecuteAsync($"ALTER TABLE {table} RENAME TO {name}");
        }
    }

    /// <summary>The citizen of a conversation that is over.</summary>
    private static async Task<string> Resolved(TestHub hub, string department)
    {
        var grain = Grains(hub).GetGrain<IConversationGrain>(await MailHub.Received(hub, department));
        Assert.True((await grain.Execute(new ResolveConversation(new Actor(ActorKind.Agent, "a-9", "Biri"), "resolve-1", null))).Succeeded);
        return (await grain.Summary())!.CitizenId;
    }

    private static EmailSent Sent(TimelinePage page) => Assert.IsType<EmailSent>(page.Entries[^1].Event);

    private static IGrainFactory Grains(TestHub hub) => hub.Services.GetRequiredService<IGrainFactory>();

    private static object Mail(string clientId, string to = "Ali@Example.test", string? citizenId = null) => new
    {
        clientId, mailbox = "cozum", to = new[] { new { address = to, name = "Ali Veli" } }, subject = "Kazı çalışması", text = "Sokağınızda yarın kazı yapılacak.", citizenId,
    };
}
