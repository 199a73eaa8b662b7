using System.Net;
using System.Net.Http.Headers;
using ContactHub.Conversations;
using ContactHub.Hubs.Tests;
using ContactHub.TestKit;

namespace ContactHub.Files.Tests;

/// <summary>Who may have a file, and as what.</summary>
public sealed class DownloadTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Fact]
    public async Task The_citizen_gets_links_and_a_stranger_none()
    {
        var (session, citizen, file) = await Sent(SampleFiles.Png, "çukur.png");
        await using var _ = citizen;
        var (_, stranger) = await hub.Citizen();
        await using var other = stranger;
        await stranger.Call("send", new { clientId = "open-my-own", text = "Merhaba" });

        var link = (await Link(citizen, file.Id))!;

        using var response = await hub.Get(link);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(SampleFiles.Png, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("inline", "çukur.png"), (response.Content.Headers.ContentDisposition!.DispositionType, response.Content.Headers.ContentDisposition.FileNameStar));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.Private);
        Assert.Null(await Link(stranger, file.Id));
        Assert.Null(await Link(citizen, new string('0', 64)));
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Get(link[..^6] + "AAAAAA")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Get("/api/visitor/files?key=" + file.Id)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await hub.Get($"/api/desk/conversations/{session.ConversationId}/entries/2/files/{file.Id}")).StatusCode);
    }

    [Fact]
    public async Task Staff_who_see_the_conversation_get_it_and_others_do_not()
    {
        var (session, citizen, file) = await Sent(SampleFiles.Pdf, "dilekçe.pdf");
        await using var _ = citizen;
        await citizen.Call("requestPerson", new { clientId = "wants-person" });
        var path = $"/api/desk/conversations/{session.ConversationId}/entries/2/files/{file.Id}";
        var (mine, other) = (await hub.Staff("Deniz", "agent", "su"), await hub.Staff("Ece", "agent", "zabita"));

        using var response = await hub.Get(path, mine.Cookie);

        Assert.Equal(SampleFiles.Pdf, await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Get(path, other.Cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Get(path.Replace("entries/2/", "entries/1/", StringComparison.Ordinal), mine.Cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Get(path.Replace("entries/2/", "entries/99/", StringComparison.Ordinal), mine.Cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await hub.Get(path, mine.Cookie, h => h.IfNoneMatch.Add(response.Headers.ETag!))).StatusCode);
    }

    [Fact]
    public async Task Parts_can_be_had_and_what_a_browser_would_not_show_safely_is_a_download()
    {
        var (_, citizen, file) = await Sent(SampleFiles.Text, "not.txt");
        await using var open = citizen;
        var link = (await Link(citizen, file.Id))!;

        using var response = await hub.Get(link, headers: h => h.Range = new RangeHeaderValue(3, 9));

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(SampleFiles.Text[3..10], await response.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
    }

    private async Task<(Session, HubSocket, Attachment)> Sent(byte[] bytes, string name)
    {
        var (session, citizen) = await hub.Citizen();
        var upload = await hub.Upload(session, bytes, name).Uploaded();
        await citizen.Call("send", new { clientId = "with-a-file", text = "", attachments = new[] { upload.Id } });
        return (session, citizen, ((MessagePosted)EventCodec.FromStored((await hub.Log.Read(session.ConversationId, 1, 1))[0]).Event).Attachments[0]);
    }

    private static async Task<string?> Link(HubSocket citizen, string fileId) =>
        (await citizen.CallRaw("links", $$"""[[{"seq":2,"id":"{{fileId}}"}]]""")).GetProperty("urls")[0].GetString();
}
