using System.Net;
using ContactHub.Conversations;
using ContactHub.Security;
using Microsoft.AspNetCore.Http;

namespace ContactHub.Webhooks.Tests;

/// <summary>What receivers are told, and when.</summary>
public sealed class WebhookDeliveryTests
{
    [Fact]
    public async Task A_receiver_is_told_of_every_event_in_order_signed_and_as_documented()
    {
        await using var stage = await WebhookStage.Start();
        var (id, secret) = await stage.Register();
        await stage.Happens("k1", new ConversationOpened("c1", "tr"), new MessagePosted("Merhaba ğüşıöç"), new BotRemembered("m"), new NoteAdded("Not"));
        await stage.Happens("k2");
        await stage.Until(() => stage.Receiver.Requests.Count == 4);

        Assert.Equal(["k1/1", "k1/2", "k1/4"], stage.Receiver.Places.Where(p => p.StartsWith("k1", StringComparison.Ordinal)));
        Assert.All(stage.Receiver.Requests, request => Assert.True(request.IsSignedWith(secret)));
        var said = stage.Receiver.Requests.Single(r => r.Place == "k1/2");
        Assert.Equal(("messagePosted", "messagePosted"), (said.Event, said.Kind));
        Assert.Equal((said.Delivery, id), ((string)said.Json["delivery"]!, (string)said.Json["webhook"]!));
        Assert.Equal(1, (long)said.Json["conversation"]!["number"]!);
        var e = said.Json["event"]!;
        Assert.Equal(("chat", "agent", "Ayşe", "Merhaba ğüşıöç"), ((string)e["channel"]!, (string)e["by"]!["kind"]!, (string)e["by"]!["name"]!, (string)e["data"]!["text"]!));
        Assert.True(TimedSignature.IsValid(secret, said.Timestamp, said.Body, said.Signature, stage.Hub.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task A_receiver_is_told_of_the_kinds_that_it_wants()
    {
        await using var stage = await WebhookStage.Start();
        await stage.Register("noteAdded", "conversationResolved");
        await stage.Happens("k1", new MessagePosted("Merhaba"), new NoteAdded("Not"), new MessagesRead(1), new ConversationResolved());
        await stage.Until(() => stage.Receiver.Requests.Count == 2);
        Assert.Equal(["noteAdded", "conversationResolved"], stage.Receiver.Requests.Select(r => r.Kind));
    }

    [Fact]
    public async Task What_is_refused_twice_is_sent_again_under_its_id_and_what_follows_waits_for_it()
    {
        await using var stage = await WebhookStage.Start();
        var refused = 0;
        stage.Receiver.Answer = (request, _, context) =>
        {
            context.Response.StatusCode = request.Place == "k1/1" && Interlocked.Increment(ref refused) <= 2 ? 503 : 200;
            return context.Response.WriteAsync("cevap");
        };
        var (id, _) = await stage.Register();
        await stage.Happens("k1", new MessagePosted("1"), new MessagePosted("2"));
        await stage.Happens("k2");
        await stage.Until(() => stage.Receiver.Requests.Count == 5);

        Assert.Equal(["k1/1", "k1/1", "k1/1", "k1/2"], stage.Receiver.Places.Where(p => p.StartsWith("k1", StringComparison.Ordinal)));
        Assert.Single(stage.Receiver.Requests.Where(r => r.Place == "k1/1").DistinctBy(r => r.Delivery));
        await stage.Logged(id, log => log.All(d => (string)d["state"]! == "delivered"));
        var logged = (await stage.Deliveries(id)).Single(d => (string)d["conversationId"]! == "k1" && (long)d["seq"]! == 1);
        Assert.Equal((3, "200", "cevap", "messagePosted"), ((int)logged["attempts"]!, (string)logged["code"]!, (string)logged["detail"]!, (string)logged["kind"]!));
        Assert.Null((string?)(await stage.Webhook(id))["failingSince"]);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_time_gets_it()
    {
        await using var stage = await WebhookStage.Start();
        stage.Receiver.Answer = (_, number, context) =>
        {
            context.Response.StatusCode = number == 1 ? 429 : 204;
            context.Response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        };
        var (id, _) = await stage.Register();
        await stage.Happens("k1");
        await stage.Logged(id, log => log is [var one] && (string?)one["code"] == "429");
        var waiting = Assert.Single(await stage.Deliveries(id, "?state=waiting"));
        // The clock may go on between the answer and its entry.
        Assert.InRange((DateTimeOffset)waiting["dueAt"]! - (DateTimeOffset)waiting["lastAt"]!, TimeSpan.FromSeconds(118), TimeSpan.FromSeconds(122));
        Assert.Equal(1, (long)(await stage.Webhook(id))["waiting"]!);
        Assert.NotNull((string?)(await stage.Webhook(id))["failingSince"]);
        await stage.Until(() => stage.Receiver.Requests.Count >= 2, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_switched_off_and_told_no_more()
    {
        await using var stage = await WebhookStage.Start();
        stage.Receiver.AnswerStatus(StatusCodes.Status410Gone);
        var (id, _) = await stage.Register();
        await stage.Happens("k1");
        await stage.Logged(id, log => log is [var one] && (string)one["state"]! == "givenUp");
        var webhook = await stage.Webhook(id);
        Assert.Equal((false, "gone"), ((bool)webhook["enabled"]!, (string)webhook["offReason"]!));

        await stage.Happens("k1");
        stage.Receiver.AnswerStatus(204);
        var on = await WebhookStage.Ok(await stage.Admin.Put($"{WebhookStage.Path}/{id}", new { url = stage.Receiver.Url, description = "CRM", kinds = Array.Empty<string>(), enabled = true }));
        Assert.Null(on["offReason"]);
        await stage.Happens("k1");
        await stage.Until(() => stage.Receiver.Requests.Count == 2);
        Assert.Equal(["k1/1", "k1/3"], stage.Receiver.Places);
        Assert.Contains("webhook.switched-off", await Admin.Tests.AdminHub.Trail(stage.Hub));
    }

    [Fact]
    public async Task A_receiver_that_fails_for_days_is_switched_off()
    {
        await using var stage = await WebhookStage.Start("Webhooks:SwitchOffAfter", "06:00:00");
        stage.Receiver.AnswerStatus(500);
        var (id, _) = await stage.Register();
        await stage.Happens("k1");
        await stage.Until(() => stage.Receiver.Requests.Count >= 5, TimeSpan.FromSeconds(5));
        Assert.True((bool)(await stage.Webhook(id))["enabled"]!);

        while ((bool)(await stage.Webhook(id))["enabled"]!) stage.Hub.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("failing", (string)(await stage.Webhook(id))["offReason"]!);
    }

    [Fact]
    public async Task One_receiver_that_never_answers_does_not_hold_up_another_one()
    {
        await using var stage = await WebhookStage.Start();
        await using var dead = await Receiver.Start();
        var never = new TaskCompletionSource();
        dead.Answer = (_, _, _) => never.Task;
        await WebhookStage.Ok(await stage.Admin.Post(WebhookStage.Path, new { url = dead.Url, description = "Ölü" }));
        await stage.Register();
        for (var i = 0; i < 60; i++) await stage.Happens($"k{i}");

        await stage.Until(() => stage.Receiver.Places.Distinct().Count() == 60, TimeSpan.FromMilliseconds(200));
        never.SetResult();
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_a_slow_or_endless_answer_is_cut()
    {
        await using var stage = await WebhookStage.Start();
        await using var elsewhere = await Receiver.Start();
        var never = new TaskCompletionSource();
        stage.Receiver.Answer = async (request, number, context) =>
        {
            if (number == 1)
            {
                context.Response.Redirect(elsewhere.Url, permanent: false, preserveMethod: true);
                return;
            }

            if (number == 2) await never.Task;
            var page = new byte[64 * 1024];
            Array.Fill(page, (byte)'x');
            try
            {
                for (var i = 0; i < 10_000; i++) await context.Response.Body.WriteAsync(page, context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                // The hub has read enough.
            }
        };
        var (id, _) = await stage.Register();
        await stage.Happens("k1");
        await stage.Logged(id, log => log is [var one] && (string?)one["code"] == "307");
        await stage.Logged(id, log => log is [var one] && (string?)one["code"] == "timeout");
        never.SetResult();
        await stage.Logged(id, log => log is [var one] && (string)one["state"]! == "delivered");
        Assert.Equal(500, ((string)(await stage.Deliveries(id))[0]["detail"]!).Length);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task An_old_secret_is_good_beside_the_new_one_for_a_while()
    {
        await using var stage = await WebhookStage.Start();
        var (id, old) = await stage.Register();
        var rotated = await WebhookStage.Ok(await stage.Admin.Post($"{WebhookStage.Path}/{id}/secret"));
        var secret = (string)rotated["secret"]!;
        Assert.NotEqual(old, secret);
        await stage.Happens("k1");
        await stage.Until(() => stage.Receiver.Requests.Count == 1);
        Assert.True(stage.Receiver.Requests[0].IsSignedWith(old) && stage.Receiver.Requests[0].IsSignedWith(secret));
        // Its answer is on the way still, and must not take a day.
        await stage.Logged(id, log => log is [var one] && (string)one["state"]! == "delivered");

        stage.Hub.Clock.Advance(TimeSpan.FromHours(25));
        await stage.Happens("k1");
        await stage.Until(() => stage.Receiver.Requests.Count == 2);
        Assert.Equal((false, true), (stage.Receiver.Requests[1].IsSignedWith(old), stage.Receiver.Requests[1].IsSignedWith(secret)));
    }

    [Fact]
    public async Task One_delivery_or_those_of_a_time_are_sent_again_in_order()
    {
        await using var stage = await WebhookStage.Start();
        var (id, _) = await stage.Register();
        var start = stage.Hub.Clock.GetUtcNow();
        await stage.Happens("k1", new MessagePosted("1"), new MessagePosted("2"), new MessagePosted("3"));
        await stage.Logged(id, log => log.Count == 3 && log.All(d => (string)d["state"]! == "delivered"));
        var second = (await stage.Deliveries(id))[1];

        var response = await stage.Admin.Post($"{WebhookStage.Path}/{id}/deliveries/{second["id"]}/replay");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await stage.Until(() => stage.Receiver.Requests.Count == 4);
        Assert.Equal((string)second["id"]!, stage.Receiver.Requests[3].Delivery);
        await stage.Logged(id, log => log.All(d => (string)d["state"]! == "delivered"));

        var none = await WebhookStage.Ok(await stage.Admin.Post($"{WebhookStage.Path}/{id}/replay", new { from = start, until = start.AddDays(1), onlyGivenUp = true }));
        Assert.Equal(0, (int)none["count"]!);
        var all = await WebhookStage.Ok(await stage.Admin.Post($"{WebhookStage.Path}/{id}/replay", new { from = start, until = start.AddDays(1) }));
        Assert.Equal(3, (int)all["count"]!);
        await stage.Until(() => stage.Receiver.Requests.Count == 7);
        Assert.Equal(["k1/1", "k1/2", "k1/3"], stage.Receiver.Places.Skip(4));
    }
}
