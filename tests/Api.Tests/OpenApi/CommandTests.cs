using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ContactHub.Admin.Tests;
using ContactHub.ApiKeys;
using ContactHub.TestKit;

namespace ContactHub.OpenApi.Tests;

/// <summary>What another system does in the place of staff, and how it reads on.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task What_a_key_does_stands_in_the_timeline_under_its_name()
    {
        await using var hub = await OpenApiHub.Start();
        var id = await hub.Conversation();

        await hub.Api.PostJson($"conversations/{id}/notes", new { text = "Abone arandı." });
        await hub.Api.PostJson($"conversations/{id}/labels", new { add = new[] { "fatura", "acil" }, remove = new[] { "yok" } });
        await ApiClient.Ok(await hub.Api.Send(HttpMethod.Put, $"conversations/{id}/priority", new { priority = 2 }));
        await hub.Api.PostJson($"conversations/{id}/transfer", new { departmentId = "imar", note = "imar konusu" });
        await hub.Api.PostJson($"conversations/{id}/resolve", new { reason = "kapandı" });
        await hub.Api.PostJson($"conversations/{id}/reopen", null);

        var row = await hub.Api.GetJson($"conversations/{id}");
        Assert.Equal(("queue", "imar", 2), ((string?)row["owner"], (string?)row["departmentId"], (int)row["priority"]!));
        Assert.Equal(["fatura", "acil"], row["labels"]!.AsArray().Select(l => (string?)l));
        var events = (await hub.Events(id)).Skip(2).ToList();
        Assert.Equal(
            ["noteAdded", "labelsChanged", "priorityChanged", "conversationTransferred", "queueEntered", "conversationResolved", "conversationReopened", "queueEntered"],
            events.Select(e => (string?)e["kind"]));
        Assert.All(events.Where(e => (string?)e["kind"] != "queueEntered"), e => Assert.Equal("Abone sistemi", (string?)e["by"]!["name"]));
    }

    [Fact]
    public async Task A_command_for_what_has_changed_meanwhile_is_refused()
    {
        await using var hub = await OpenApiHub.Start();
        var id = await hub.Conversation();
        var read = await hub.Api.Get($"conversations/{id}");
        var tag = read.Headers.ETag!.Tag;
        await hub.Api.PostJson($"conversations/{id}/notes", new { text = "arada" });

        var stale = await hub.Api.Send(HttpMethod.Post, $"conversations/{id}/resolve", new { }, ifMatch: tag);
        var fresh = await hub.Api.Send(HttpMethod.Post, $"conversations/{id}/resolve", new { }, ifMatch: (await hub.Api.Get($"conversations/{id}")).Headers.ETag!.Tag);
        var nonsense = await hub.Api.Send(HttpMethod.Post, $"conversations/{id}/reopen", null, ifMatch: "\"x\"");

        Assert.Equal((412, "changed"), await ApiClient.Refusal(stale));
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
        Assert.Equal((400, "invalid"), await ApiClient.Refusal(nonsense));
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        await using var hub = await OpenApiHub.Start();
        var id = await hub.Conversation();
        var tag = (await hub.Api.Get($"conversations/{id}")).Headers.ETag!;
        using var http = hub.Hub.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/conversations/{id}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", hub.Api.Key);
        request.Headers.IfNoneMatch.Add(tag);

        var response = await http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_timeline_is_read_in_pages_and_waited_for()
    {
        await using var hub = await OpenApiHub.Start();
        var id = await hub.Conversation();
        for (var i = 0; i < 3; i++) await hub.Api.PostJson($"conversations/{id}/notes", new { text = $"not {i}" });

        var first = await hub.Api.GetJson($"conversations/{id}/events?limit=3");
        var rest = await hub.Api.GetJson($"conversations/{id}/events?limit=3&after=3");
        var waiting = hub.Api.GetJson($"conversations/{id}/events?after=5&wait=30");
        await hub.Api.PostJson($"conversations/{id}/notes", new { text = "beklenen" });
        JsonNode? told = null;
        await Eventually.Holds(async () =>
        {
            // The wait looks again after a pause of the hub's clock.
            hub.Hub.Clock.Advance(CommitWaiter.Pause);
            if (!waiting.IsCompleted) return false;
            told = await waiting;
            return true;
        });

        Assert.Equal((3, true, 5), (first["items"]!.AsArray().Count, (bool)first["more"]!, (int)first["lastSeq"]!));
        Assert.Equal((2, false), (rest["items"]!.AsArray().Count, (bool)rest["more"]!));
        Assert.Equal("beklenen", (string?)Assert.Single(told!["items"]!.AsArray())!["data"]!["text"]);
    }

    [Fact]
    public async Task Nobody_changes_or_reads_without_the_scope()
    {
        await using var hub = await OpenApiHub.Start();
        var id = await hub.Conversation();
        var writer = await hub.Client(null, ApiScopes.MessagesWrite);
        var reader = await hub.Client(null, ApiScopes.ConversationsRead);

        foreach (var path in (string[])["conversations", $"conversations/{id}", $"conversations/{id}/events", "departments", "agents", "contacts", "contacts/x"])
            Assert.Equal((403, "forbidden"), await ApiClient.Refusal(await writer.Get(path)));
        foreach (var command in (string[])["notes", "transfer", "resolve", "reopen", "labels"])
            Assert.Equal((403, "forbidden"), await ApiClient.Refusal(await reader.Post($"conversations/{id}/{command}", new { })));
        Assert.Equal((403, "forbidden"), await ApiClient.Refusal(await reader.Send(HttpMethod.Put, $"conversations/{id}/priority", new { priority = 1 })));
    }

    [Fact]
    public async Task Faults_of_a_command_come_by_the_member()
    {
        await using var hub = await OpenApiHub.Start();
        var id = await hub.Conversation();

        Assert.Equal(["text"], await AdminHub.Errors(await hub.Api.Post($"conversations/{id}/notes", new { text = new string('x', 4001) })));
        Assert.Equal(["departmentId"], await AdminHub.Errors(await hub.Api.Post($"conversations/{id}/transfer", new { })));
        Assert.Equal(["departmentId"], await AdminHub.Errors(await hub.Api.Post($"conversations/{id}/transfer", new { departmentId = "park" })));
        Assert.Equal(["add", "remove"], await AdminHub.Errors(await hub.Api.Post($"conversations/{id}/labels", new { add = new[] { "" }, remove = new string[21] })));
        Assert.Equal(["priority"], await AdminHub.Errors(await hub.Api.Send(HttpMethod.Put, $"conversations/{id}/priority", new { priority = 3 })));
        Assert.Equal((404, "notFound"), await ApiClient.Refusal(await hub.Api.Post("conversations/c-none/notes", new { text = "x" })));
    }
}
