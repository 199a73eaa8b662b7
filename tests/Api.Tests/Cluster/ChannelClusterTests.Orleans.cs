using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ContactHub.Files.Tests;
using ContactHub.Hubs.Tests;
using ContactHub.OpenApi.Tests;
using ContactHub.TestKit;
using ContactHub.Webhooks.Tests;

namespace ContactHub.Cluster.Tests;

/// <summary>What comes in and goes out by other channels, over several nodes.</summary>
public sealed class ChannelClusterTests(ChannelCluster cluster) : IClassFixture<ChannelCluster>
{
    private const string Said = "messagePosted";

    /// <summary>How many deliveries a node sends at once: what it had sent when it was killed and not noted yet is sent again.</summary>
    private const int Parallel = 16;

    [Fact]
    public async Task What_is_said_is_told_in_order_though_the_node_that_follows_the_log_is_killed()
    {
        await using var receiver = await Receiver.Start();
        var webhook = await Tell(receiver);
        var before = (await cluster.Logged(Said)).ToHashSet(StringComparer.Ordinal);
        using var stop = new CancellationTokenSource();
        var citizens = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i => new TalkingCitizen(cluster.Nodes, await cluster.Nodes.Visit(i % 2), i)));
        var talking = citizens.Select(citizen => citizen.Talk(stop.Token)).ToList();
        await Eventually.Holds(() => receiver.Places.Count(place => !before.Contains(place)) > 10);

        var follower = cluster.NodeThatPrinted("This node follows the event log");
        cluster.Nodes.Kill(follower);
        await Task.WhenAll(citizens.Select(citizen => citizen.Further(5)));
        await stop.CancelAsync();
        await Task.WhenAll(talking);

        var said = (await cluster.Logged(Said)).Where(place => !before.Contains(place)).ToList();
        await TakenOver(() => Task.FromResult(said.All(receiver.Places.ToHashSet(StringComparer.Ordinal).Contains)));
        foreach (var citizen in citizens) await citizen.Check();
        var told = receiver.Requests.Where(request => said.Contains(request.Place, StringComparer.Ordinal)).ToList();
        foreach (var conversation in told.GroupBy(request => (string)request.Json["conversation"]!["id"]!))
        {
            var seqs = conversation.Select(request => (long)request.Json["event"]!["seq"]!).ToList();
            Assert.Equal(seqs.Order(), seqs);
        }

        Assert.InRange(told.Count - said.Count, 0, Parallel);
        Assert.All(told.GroupBy(request => request.Place), same => Assert.Single(same.Select(request => request.Delivery).Distinct(StringComparer.Ordinal)));
        await cluster.Nodes.Start(follower);
        await Forget(webhook);
    }

    [Fact]
    public async Task The_other_node_reads_the_mailbox_when_its_reader_is_killed_and_records_each_mail_once()
    {
        await cluster.Dovecot.Deliver(Mails(0, 5));
        await TakenOver(async () => (await cluster.Logged("emailReceived")).Count >= 5);
        var reader = cluster.NodeThatPrinted("Mailbox cozum: connected");

        cluster.Nodes.Kill(reader);
        await cluster.Dovecot.Deliver(Mails(5, 5));

        await TakenOver(async () => (await cluster.Logged("emailReceived")).Count >= 10);
        await cluster.Nodes.Start(reader);
        // One more, so that whatever would come twice has come.
        await cluster.Dovecot.Deliver(Mails(10, 1));
        await TakenOver(async () => (await cluster.Logged("emailReceived")).Count >= 11);
        Assert.Equal(11, (await cluster.Logged("emailReceived")).Count);
    }

    [Fact]
    public async Task What_waits_to_be_told_goes_out_while_Redis_is_away_and_who_comes_after_is_told_of_too()
    {
        await using var receiver = await Receiver.Start();
        var webhook = await Tell(receiver);
        receiver.AnswerStatus(503);
        var session = await cluster.Nodes.Visit(0);
        await using var citizen = await cluster.Nodes.Citizen(0, session);
        await citizen.Call("join", 0);
        for (var i = 0; i < 3; i++) await ClusterTests.Send(citizen, $"waiting-{i}");
        await Eventually.Holds(() => receiver.Places.Any(place => place.StartsWith(session.ConversationId, StringComparison.Ordinal)));

        cluster.Redis.Kill();
        receiver.AnswerStatus(204);
        await ClusterTests.Send(citizen, "while-away");
        await TakenOver(() => IsTold(receiver, session));
        await cluster.Redis.Restart();

        var later = await cluster.Nodes.Visit(1);
        await using var newcomer = await cluster.Nodes.Citizen(1, later);
        await ClusterTests.Send(newcomer, "afterwards");
        await TakenOver(() => IsTold(receiver, later));
        await Forget(webhook);
    }

    [Fact]
    public async Task A_file_that_is_sent_through_one_node_is_sent_on_and_read_through_the_other()
    {
        var session = await cluster.Nodes.Visit(0);
        using var upload = new HttpRequestMessage(HttpMethod.Post, new Uri(cluster.Nodes.Apis[0], "/api/visitor/files")) { Content = new ByteArrayContent(SampleFiles.Png) };
        upload.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.Token);
        upload.Headers.Add("X-File-Name", "kaldirim.png");
        using var browser = new HttpClient();
        using var uploaded = await browser.SendAsync(upload);
        Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);
        var id = (string)(await uploaded.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;

        await using var citizen = await cluster.Nodes.Citizen(1, session);
        await citizen.Call("join", 0);
        var receipt = await citizen.Call("send", new { clientId = "with-a-file", text = "", attachments = new[] { id } });

        var seq = receipt.GetProperty("seq").GetInt64();
        await using var other = await cluster.Nodes.Citizen(0, session);
        var page = await other.Call("join", seq - 1);
        var file = page.GetProperty("entries")[0].GetProperty("data").GetProperty("attachments")[0].GetProperty("id").GetString()!;
        var link = (await other.Call("links", (object)new[] { new { seq, id = file } })).GetProperty("urls")[0].GetString()!;
        foreach (var api in cluster.Nodes.Apis)
        {
            Assert.Equal(SampleFiles.Png, await browser.GetByteArrayAsync(new Uri(api, link)));
            Assert.Equal(SampleFiles.Png, await cluster.Administrator.GetByteArrayAsync(new Uri(api, $"/api/desk/conversations/{session.ConversationId}/entries/{seq}/files/{file}")));
        }
    }

    [Fact]
    public async Task A_key_of_one_node_opens_the_other_repeats_there_are_answered_as_before_and_a_revoked_one_is_refused()
    {
        using var made = await cluster.Administrator.PostAsJsonAsync("/api/admin/api-keys", new { name = "Abone sistemi", scopes = (string[])["contacts:read", "contacts:write", "conversations:read", "messages:write"], perMinute = 6000 });
        var key = await ApiClient.Ok(made);
        var clients = cluster.Nodes.Apis.Select(api => new ApiClient(new HttpClient { BaseAddress = api }, (string?)key["secret"])).ToArray();

        var contact = (string)(await clients[1].PostJson("contacts", new { name = "Ayşe Yılmaz", identities = Array.Empty<object>() }))["id"]!;
        var opening = new { contactId = contact, @as = "system", text = "Su faturanız hazır." };
        var opened = await clients[1].PostJson("conversations", opening, "opening-1");
        var again = await clients[0].PostJson("conversations", opening, "opening-1");

        Assert.Equal(opened.ToJsonString(), again.ToJsonString());
        var events = await clients[0].GetJson($"conversations/{opened["conversationId"]}/events");
        Assert.Single(events["items"]!.AsArray(), e => (string?)e!["kind"] == Said);
        using var revoked = await cluster.Administrator.DeleteAsync(new Uri($"/api/admin/api-keys/{key["key"]!["id"]}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        foreach (var client in clients)
        {
            using var refused = await client.Get("key");
            Assert.Equal((401, "unauthorized"), await ApiClient.Refusal(refused));
        }
    }

    [Fact]
    public async Task A_bot_from_outside_keeps_its_turn_though_the_silos_die_while_it_thinks_and_answers_at_the_other_node()
    {
        using var browser = new HttpClient();
        using var visited = await browser.PostAsJsonAsync(new Uri(cluster.Nodes.Apis[0], "/api/visitor/session"), new { site = ChannelCluster.BotsSite });
        var session = (await visited.Content.ReadFromJsonAsync<Session>())!;
        await using var citizen = await cluster.Nodes.Citizen(0, session);
        var page = await Screen.Join(citizen, session.ConversationId);
        await ClusterTests.Send(citizen, "to-the-bot-1");
        await Eventually.Holds(() => cluster.Bot.Messages.Count > 0);

        foreach (var silo in ClusterOfFour.Names.Take(2))
        {
            cluster.Nodes.Kill(silo);
            await cluster.Nodes.Start(silo);
        }

        cluster.Bot.Speak();
        await citizen.Until(() => Echoes(page) == 1, "the bot's answer");
        await ClusterTests.Send(citizen, "to-the-bot-2");
        await citizen.Until(() => Echoes(page) == 2, "its answer to what was said afterwards");

        Assert.Equal(2, cluster.Bot.Messages.Select(message => (string?)message["id"]).Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(page.Entries.Values, entry => entry.Contains("queueEntered", StringComparison.Ordinal));

        static int Echoes(Screen page) => page.Entries.Values.Count(entry => entry.Contains("Yankı: Merhaba", StringComparison.Ordinal));
    }

    /// <summary>Registers a receiver for what is said, and waits until the node that follows the log knows it, which looks for new webhooks every two seconds.</summary>
    private async Task<Uri> Tell(Receiver receiver)
    {
        using var created = await cluster.Administrator.PostAsJsonAsync("/api/admin/webhooks", new { url = receiver.Url, description = "CRM", kinds = (string[])[Said], enabled = true });
        var webhook = await ApiClient.Ok(created);
        await using var citizen = await cluster.Nodes.Citizen(0, await cluster.Nodes.Visit(0));
        await citizen.Call("join", 0);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        var asked = 0;
        await TakenOver(async () =>
        {
            await ClusterTests.Send(citizen, $"is-it-told-{asked++}");
            await pace.WaitForNextTickAsync();
            return receiver.Requests.Count > 0;
        });
        return new Uri($"/api/admin/webhooks/{webhook["webhook"]!["id"]}", UriKind.Relative);
    }

    private async Task Forget(Uri webhook)
    {
        using var deleted = await cluster.Administrator.DeleteAsync(webhook);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    private async Task<bool> IsTold(Receiver receiver, Session session)
    {
        var told = receiver.Places.ToHashSet(StringComparer.Ordinal);
        return (await cluster.Logged(Said)).Where(place => place.StartsWith(session.ConversationId, StringComparison.Ordinal)).All(told.Contains);
    }

    /// <summary>A lease, or a claim, of a killed process runs out after half a minute or more: beside that the usual patience is short.</summary>
    private static async Task TakenOver(Func<Task<bool>> condition)
    {
        try
        {
            await Eventually.Holds(condition);
        }
        catch (TimeoutException)
        {
            await Eventually.Holds(condition);
        }
    }

    private static IEnumerable<string> Mails(int first, int count) => Enumerable.Range(first, count).Select(i =>
        $"From: Ayşe <ayse{i}@example.test>\nTo: {DovecotServer.User}\nSubject: Konu {i}\nMessage-ID: <cluster-{i}@example.test>\nContent-Type: text/plain; charset=utf-8\n\nMerhaba {i}");
}
