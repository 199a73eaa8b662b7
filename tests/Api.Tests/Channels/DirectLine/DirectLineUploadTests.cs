using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ContactHub.Conversations;
using ContactHub.Files.Tests;
using ContactHub.Hubs.Tests;
using static System.Net.Http.HttpMethod;

namespace ContactHub.DirectLine.Tests;

/// <summary>Files over Direct Line, as Microsoft's client sends them.</summary>
public sealed class DirectLineUploadTests(DirectLineHub directLine) : IClassFixture<DirectLineHub>
{
    [Fact]
    public async Task A_form_of_an_activity_and_files_is_one_message_that_comes_back_with_addresses()
    {
        var (client, id, _) = await directLine.Start();
        using var __ = client;
        const string activity = """{"type":"message","text":"Ekte","channelData":{"clientActivityID":"with-files"},"attachments":[{"contentType":"image/png","name":"çukur.png"}]}""";

        var first = (await client.Ask(Post, $"/conversations/{id}/upload?userId=ayse-1", Form(activity, ("çukur.png", SampleFiles.Png), ("not.txt", SampleFiles.Text)))).Ok();
        var again = (await client.Ask(Post, $"/conversations/{id}/upload?userId=ayse-1", Form(activity, ("çukur.png", SampleFiles.Png), ("not.txt", SampleFiles.Text)))).Ok();

        Assert.Equal(first.GetRawText(), again.GetRawText());
        var set = await client.Get($"/conversations/{id}/activities");
        var echo = Assert.Single(set.GetProperty("activities").EnumerateArray(), one => one.ClientId() == "with-files");
        Assert.Equal("Ekte", echo.Text());
        var files = echo.GetProperty("attachments").EnumerateArray().ToList();
        Assert.Equal(["çukur.png", "not.txt"], files.Select(file => file.GetProperty("name").GetString()!));
        Assert.Equal(["image/png", "text/plain"], files.Select(file => file.GetProperty("contentType").GetString()!));
        Assert.Equal(files[0].GetProperty("contentUrl").GetString(), files[0].GetProperty("thumbnailUrl").GetString());
        Assert.False(files[1].TryGetProperty("thumbnailUrl", out var _));
        using var http = new HttpClient();
        using var answer = await http.GetAsync(files[0].GetProperty("contentUrl").GetString());
        Assert.Equal(SampleFiles.Png, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("cross-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }

    [Fact]
    public async Task A_file_as_the_body_is_a_message_of_its_own()
    {
        var (client, id, _) = await directLine.Start();
        using var __ = client;
        using var body = new ByteArrayContent(SampleFiles.Pdf);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        body.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = "dilekçe.pdf" };

        (await client.Ask(Post, $"/conversations/{id}/upload?userId=ayse-1", body)).Ok();

        var message = Assert.IsType<MessagePosted>(EventCodec.FromStored((await directLine.Hub.Log.Read(id, 1, 1))[0]).Event);
        Assert.Equal(("", "dilekçe.pdf", "application/pdf"), (message.Text, message.Attachments[0].Name, message.Attachments[0].ContentType));
    }

    [Fact]
    public async Task What_is_not_taken_is_refused_and_posts_nothing()
    {
        var (client, id, _) = await directLine.Start();
        using var __ = client;
        var path = $"/conversations/{id}/upload";

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType"), await Refused(Form(null, ("a.png", "MZ\u0090\0"u8.ToArray()))));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "BadArgument"), await Refused(Form(null, ("a.png", new byte[(10 * 1024 * 1024) + 1]))));
        Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), await Refused(Form(null, ("a.png", []))));
        Assert.Equal((HttpStatusCode.BadRequest, "MissingProperty"), await Refused(Form("""{"type":"message","text":"x"}""")));
        Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), await Refused(Form("""{"type":"typing"}""", ("a.png", SampleFiles.Png))));
        Assert.Equal((HttpStatusCode.BadRequest, "BadSyntax"), await Refused(Form("{", ("a.png", SampleFiles.Png))));
        Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), await Refused(Form(null, [.. Enumerable.Repeat(("a.png", SampleFiles.Png), 11)])));
        Assert.Null(await directLine.Hub.Log.Summary(id));

        async Task<(HttpStatusCode, string)> Refused(HttpContent content)
        {
            var reply = await client.Ask(Post, path, content);
            return (reply.Status, reply.Code());
        }
    }

    [Fact]
    public async Task A_site_without_uploads_takes_none()
    {
        var hub = await RunningHub.Start($"--Sites:0:DirectLineSecret={DirectLineHub.Secret}", "--Sites:0:Uploads=false");
        try
        {
            using var client = new DirectLineClient(hub.Address, DirectLineHub.Secret);
            var id = (await client.Post("/conversations")).GetProperty("conversationId").GetString();
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.Ask(Post, $"/conversations/{id}/upload", Form(null, ("a.png", SampleFiles.Png)))).Status);
        }
        finally
        {
            await hub.DisposeAsync();
        }
    }

    private static MultipartFormDataContent Form(string? activity, params (string Name, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent();
        if (activity is not null) form.Add(new StringContent(activity, Encoding.UTF8, new MediaTypeHeaderValue("application/vnd.microsoft.activity")), "activity", "blob");
        foreach (var (name, bytes) in files) form.Add(new ByteArrayContent(bytes), "file", name);
        return form;
    }
}
