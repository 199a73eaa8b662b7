using System.Net;
using ContactHub.Conversations;
using ContactHub.Hubs.Tests;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Files.Tests;

/// <summary>From a citizen's or a member of staff's file to the message that names it.</summary>
public sealed class UploadTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Fact]
    public async Task A_citizens_first_message_may_be_a_picture_without_a_word()
    {
        var (session, citizen) = await hub.Citizen();
        await using var _ = citizen;
        var upload = await hub.Upload(session, SampleFiles.Png, "../çukur.png").Uploaded();
        Assert.Equal(("çukur.png", "image/png", SampleFiles.Png.Length), (upload.Name, upload.ContentType, upload.Size));
        Assert.Null(await hub.Log.Summary(session.ConversationId));

        var screen = await Screen.Join(citizen, session.ConversationId);
        var receipt = await citizen.Call("send", new { clientId = "with-picture", text = "", attachments = new[] { upload.Id } });

        await screen.UpTo(receipt.GetProperty("seq").GetInt64());
        var message = Assert.IsType<MessagePosted>(EventCodec.FromStored((await hub.Log.Read(session.ConversationId, 1, 1))[0]).Event);
        var file = Assert.Single(message.Attachments);
        Assert.Equal(new Attachment(file.Id, "çukur.png", "image/png", SampleFiles.Png.Length), file);
        Assert.Contains(file.Id, screen.Entries[2], StringComparison.Ordinal);
        Assert.Equal(SampleFiles.Png, await hub.Services.GetRequiredService<FileStore>().Read(file.Id));

        var again = await citizen.Call("send", new { clientId = "with-picture", text = "", attachments = new[] { upload.Id } });
        Assert.Equal(receipt.GetRawText(), again.GetRawText());
    }

    [Fact]
    public async Task A_message_that_was_stored_gets_its_receipt_when_its_uploads_are_gone_and_a_new_one_is_refused()
    {
        var (session, citizen) = await hub.Citizen();
        await using var _ = citizen;
        var upload = await hub.Upload(session, SampleFiles.Text, "not.txt").Uploaded();
        var receipt = await citizen.Call("send", new { clientId = "before-sweep", text = "Ekte", attachments = new[] { upload.Id } });

        Assert.Equal(receipt.GetRawText(), (await citizen.Call("send", new { clientId = "before-sweep", text = "Ekte", attachments = new[] { "u-gone" } })).GetRawText());
        var refused = await Assert.ThrowsAsync<HubRefusalException>(() => citizen.Call("send", new { clientId = "after-sweep", text = "Ekte", attachments = new[] { "u-gone" } }));
        Assert.Equal("fileGone", refused.Code);
    }

    [Fact]
    public async Task An_upload_is_nobody_elses_and_a_files_id_is_no_upload()
    {
        var (mine, me) = await hub.Citizen();
        var (_, stranger) = await hub.Citizen();
        await using var one = me;
        await using var two = stranger;
        var upload = await hub.Upload(mine, SampleFiles.Png, "a.png").Uploaded();
        await me.Call("send", new { clientId = "the-owner-posts", text = "", attachments = new[] { upload.Id } });
        var file = ((MessagePosted)EventCodec.FromStored((await hub.Log.Read(mine.ConversationId, 1, 1))[0]).Event).Attachments[0];

        foreach (var id in new[] { upload.Id, file.Id })
        {
            var refused = await Assert.ThrowsAsync<HubRefusalException>(() => stranger.Call("send", new { clientId = "not-my-file", text = "", attachments = new[] { id } }));
            Assert.Equal("fileGone", refused.Code);
        }
    }

    [Fact]
    public async Task At_most_ten_files_and_a_text_when_there_is_none()
    {
        var (session, citizen) = await hub.Citizen();
        await using var _ = citizen;
        var upload = await hub.Upload(session, SampleFiles.Png, "a.png").Uploaded();

        var many = await Assert.ThrowsAsync<HubRefusalException>(() => citizen.Call("send", new { clientId = "eleven-files", text = "x", attachments = Enumerable.Repeat(upload.Id, 11).ToArray() }));
        Assert.Equal("invalid", many.Code);
        var none = await Assert.ThrowsAsync<HubRefusalException>(() => citizen.Call("send", new { clientId = "without-any", text = "", attachments = Array.Empty<string>() }));
        Assert.Equal("empty", none.Code);
    }

    [Fact]
    public async Task An_agent_answers_with_a_file()
    {
        var (session, citizen) = await hub.Citizen();
        await using var _ = citizen;
        await citizen.Call("requestPerson", new { clientId = "wants-person" });
        var agent = await hub.Staff("Deniz", "agent", "su");
        await using var desk = await agent.Open();
        await desk.Call("take", session.ConversationId, new { clientId = "take-it-now" });
        var upload = await hub.Upload(agent, SampleFiles.Zip(null, "plan.txt"), "plan.zip").Uploaded();
        Assert.Equal("application/zip", upload.ContentType);

        var receipt = await desk.Call("send", session.ConversationId, new { clientId = "with-the-plan", text = "Plan ekte.", attachments = new[] { upload.Id } });

        var page = await citizen.Call("join", receipt.GetProperty("seq").GetInt64() - 1);
        Assert.Equal("plan.zip", page.GetProperty("entries")[0].GetProperty("data").GetProperty("attachments")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task What_is_not_allowed_is_refused_by_name()
    {
        var session = await hub.Visit();

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupportedType"), await hub.Upload(session, "MZ\u0090\0"u8.ToArray(), "foto.png").Refused());
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupportedType"), await hub.Upload(session, SampleFiles.Zip(null, "a"), "a.zip").Refused());
        Assert.Equal((HttpStatusCode.BadRequest, "empty"), await hub.Upload(session, [], "a.png").Refused());
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "tooLarge"), await hub.Upload(session, new byte[(10 * 1024 * 1024) + 1], "a.png").Refused());
        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), await hub.Upload(session with { Token = "forged" }, SampleFiles.Png, "a.png").Refused());
        var auditor = await hub.Staff("Umut", "auditor");
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), await hub.Upload(auditor, SampleFiles.Png, "a.png").Refused());
    }

    [Fact]
    public async Task The_settings_bound_who_may_upload_what()
    {
        await using var small = await RunningHub.Start(
            "--Sites:1:Uploads=false", "--Files:CitizenMegabytes=1", "--Files:CitizenMegabytesPerDay=1", "--Files:CitizenKinds:0=image", "--Files:UploadsPerVisitor=4");
        var session = await small.Visit();
        var large = new byte[700_000];
        SampleFiles.Png.CopyTo(large, 0);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupportedType"), await small.Upload(session, SampleFiles.Pdf, "a.pdf").Refused());
        await small.Upload(session, large, "a.png").Uploaded();
        Assert.Equal((HttpStatusCode.TooManyRequests, "rateLimited"), await small.Upload(session, large, "b.png").Refused());
        await small.Upload(session, SampleFiles.Png, "c.png").Uploaded();
        using var limited = await small.Upload(session, SampleFiles.Png, "d.png");
        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.InRange(limited.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), await small.Upload(await small.Visit(RunningHub.OtherSite), SampleFiles.Png, "a.png").Refused());
    }
}
