using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Files.Tests;
using static System.Net.Http.HttpMethod;

namespace ContactHub.DirectLine.Tests;

/// <summary>A Direct Line client whose conversation staff merge into another citizen's, and split off again.</summary>
public sealed class DirectLineMergeTests(DirectLineHub directLine) : IClassFixture<DirectLineHub>
{
    private static readonly Actor Deniz = new(ActorKind.Agent, "a-1", "Deniz");

    [Fact]
    public async Task The_client_goes_on_by_itself_sees_no_other_citizens_words_and_comes_back()
    {
        var (fatma, own, conversation) = await directLine.Start("fatma-1");
        using var _ = fatma;
        await using var socket = await DirectLineSocket.Open(conversation);
        await fatma.Say(own, "FATMA-1", "fatma-one");
        var (session, ayse) = await directLine.Hub.Citizen();
        await using var __ = ayse;
        var upload = await directLine.Hub.Upload(session, SampleFiles.Png, "ayse.png").Uploaded();
        await ayse.Call("send", new { clientId = "ayse-00001", text = "AYŞE-1", attachments = new[] { upload.Id } });
        var merges = directLine.Hub.Grains.GetGrain<IMergesGrain>(IMergesGrain.Key);
        var target = directLine.Hub.Grains.GetGrain<IConversationGrain>(session.ConversationId);

        Assert.True((await merges.Merge(Deniz, "merge-00001", own, session.ConversationId, force: true)).Succeeded);
        var moved = await fatma.Say(own, "FATMA-2", "fatma-two");
        await target.Execute(new TakeConversation(Deniz, "take-00001"));
        await target.Execute(new PostMessage(Deniz, "send-00001", Channels.Chat, "DENİZ-1"));
        await socket.Next(a => a.Text() == "DENİZ-1");

        Assert.StartsWith(session.ConversationId, moved, StringComparison.Ordinal);
        Assert.Equal(moved, await fatma.Say(own, "FATMA-2", "fatma-two"));
        Assert.Single(socket.Activities, a => a.ClientId() == "fatma-two");
        var seen = (await fatma.Get($"/conversations/{own}/activities")).GetRawText() + JsonSerializer.Serialize(socket.Activities);
        Assert.DoesNotContain("AYŞE", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("ayse.png", seen, StringComparison.Ordinal);

        Assert.True((await merges.Split(Deniz, "split-00001", own)).Succeeded);
        var back = await fatma.Say(own, "FATMA-3", "fatma-three");
        Assert.StartsWith(own, back, StringComparison.Ordinal);
        await socket.Next(a => a.ClientId() == "fatma-three");
    }

    [Fact]
    public async Task A_file_that_goes_into_the_target_can_be_had_by_the_address_that_comes_back()
    {
        var (fatma, own, _) = await directLine.Start("fatma-2");
        using var client = fatma;
        await fatma.Say(own, "FATMA-1", "fatma-one");
        var (session, ayse) = await directLine.Hub.Citizen();
        await using var other = ayse;
        await ayse.Call("send", new { clientId = "ayse-00001", text = "AYŞE-1" });
        Assert.True((await directLine.Hub.Grains.GetGrain<IMergesGrain>(IMergesGrain.Key).Merge(Deniz, "merge-00002", own, session.ConversationId, force: true)).Succeeded);
        await using var socket = await DirectLineSocket.Open(await fatma.Get($"/conversations/{own}?watermark=0"));

        using var body = new ByteArrayContent(SampleFiles.Png);
        (await fatma.Ask(Post, $"/conversations/{own}/upload", body)).Ok();

        var activity = await socket.Next(a => a.TryGetProperty("attachments", out var _));
        using var http = new HttpClient();
        Assert.Equal(SampleFiles.Png, await http.GetByteArrayAsync(activity.GetProperty("attachments")[0].GetProperty("contentUrl").GetString()));
    }
}
