using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ContactHub.ApiKeys;
using ContactHub.Files.Tests;

namespace ContactHub.OpenApi.Tests;

/// <summary>Files of other systems: uploaded, named by a message, and read where they were named.</summary>
public sealed class FileTests
{
    [Fact]
    public async Task A_file_is_uploaded_named_by_a_message_and_read_by_its_event()
    {
        await using var hub = await OpenApiHub.Start();
        var id = await hub.Conversation();
        var upload = await Upload(hub.Api, SampleFiles.Pdf, "d%C4%B1lek%C3%A7e.pdf");
        Assert.Equal(("dılekçe.pdf", "application/pdf", SampleFiles.Pdf.Length), ((string?)upload["name"], (string?)upload["contentType"], (int)upload["size"]!));

        var body = new { text = "Dilekçeniz ekte.", attachments = new[] { (string)upload["id"]! } };
        var first = await hub.Api.PostJson($"conversations/{id}/messages", body, "with-file");
        var again = await hub.Api.PostJson($"conversations/{id}/messages", body, "with-file");

        Assert.Equal(first.ToJsonString(), again.ToJsonString());
        var said = Assert.Single(await hub.Events(id), e => e["data"]!["attachments"] is not null);
        var file = Assert.Single(said["data"]!["attachments"]!.AsArray())!;
        using var read = await hub.Api.Get($"conversations/{id}/events/{said["seq"]}/files/{file["id"]}");
        Assert.Equal(SampleFiles.Pdf, await read.Content.ReadAsByteArrayAsync());
        Assert.Equal("d%C4%B1lek%C3%A7e.pdf", Uri.EscapeDataString(read.Content.Headers.ContentDisposition!.FileNameStar!));
    }

    [Fact]
    public async Task What_a_citizen_sent_in_another_system_may_be_a_file_without_a_word()
    {
        await using var hub = await OpenApiHub.Start();
        var upload = await Upload(hub.Api, SampleFiles.Png, "cukur.png");

        var received = await hub.Api.PostJson("messages", new { sourceId = "app:1", attachments = new[] { (string)upload["id"]! } });

        var said = Assert.Single(await hub.Events((string)received["conversationId"]!), e => (string?)e["kind"] == "messagePosted" && (string?)e["by"]!["kind"] == "citizen");
        Assert.Equal("cukur.png", (string?)Assert.Single(said["data"]!["attachments"]!.AsArray())!["name"]);
    }

    [Fact]
    public async Task An_upload_is_the_keys_alone_and_a_file_is_read_only_where_the_key_sees_its_event()
    {
        await using var hub = await OpenApiHub.Start();
        var (id, elsewhere) = (await hub.Conversation(), await hub.Conversation(department: "imar"));
        var stranger = await hub.Client("imar");
        var upload = new[] { (string)(await Upload(hub.Api, SampleFiles.Text, "not.txt"))["id"]! };

        Assert.Equal((409, "fileGone"), await ApiClient.Refusal(await stranger.Post($"conversations/{elsewhere}/messages", new { text = "Ekte", attachments = upload })));
        await hub.Api.PostJson($"conversations/{id}/messages", new { text = "Ekte", attachments = upload });
        var said = Assert.Single(await hub.Events(id), e => e["data"]!["attachments"] is not null);
        var file = (string)said["data"]!["attachments"]![0]!["id"]!;

        Assert.Equal(404, (await ApiClient.Refusal(await stranger.Get($"conversations/{id}/events/{said["seq"]}/files/{file}"))).Status);
        Assert.Equal(404, (await ApiClient.Refusal(await hub.Api.Get($"conversations/{id}/events/1/files/{file}"))).Status);
        Assert.Equal(404, (await ApiClient.Refusal(await hub.Api.Get($"conversations/{elsewhere}/events/{said["seq"]}/files/{file}"))).Status);
        var reader = await hub.Client(null, ApiScopes.ConversationsRead);
        Assert.Equal(403, (int)(await Send(reader, SampleFiles.Text, "not.txt")).StatusCode);
    }

    [Fact]
    public async Task What_may_not_be_uploaded_or_named_is_refused_by_name()
    {
        await using var hub = await OpenApiHub.Start();
        var id = await hub.Conversation();

        Assert.Equal((400, "empty"), await ApiClient.Refusal(await Send(hub.Api, [], "bos.txt")));
        Assert.Equal((415, "unsupportedType"), await ApiClient.Refusal(await Send(hub.Api, [0x4D, 0x5A, .. new byte[200]], "oyun.exe")));
        Assert.Equal((413, "tooLarge"), await ApiClient.Refusal(await Send(hub.Api, new byte[26 * 1024 * 1024], "film.mp4")));
        Assert.Equal((400, "invalid"), await ApiClient.Refusal(await hub.Api.Post($"conversations/{id}/messages", new { text = "x", attachments = Enumerable.Range(0, 11).Select(n => $"u-{n}") })));
        Assert.Equal((400, "invalid"), await ApiClient.Refusal(await hub.Api.Post($"conversations/{id}/messages", new { attachments = Array.Empty<string>() })));
        Assert.Equal((409, "fileGone"), await ApiClient.Refusal(await hub.Api.Post($"conversations/{id}/messages", new { text = "x", attachments = new[] { "u-gone" } })));
    }

    private static async Task<JsonNode> Upload(ApiClient api, byte[] bytes, string name)
    {
        using var answer = await Send(api, bytes, name);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await ApiClient.Ok(answer);
    }

    private static async Task<HttpResponseMessage> Send(ApiClient api, byte[] bytes, string name)
    {
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        content.Headers.TryAddWithoutValidation("X-File-Name", name);
        return await api.Send(HttpMethod.Post, "files", content, idempotencyKey: "");
    }
}
