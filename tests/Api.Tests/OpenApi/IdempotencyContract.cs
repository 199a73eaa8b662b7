using System.Net;
using System.Text;
using ContactHub.Accounts.Tests;
using ContactHub.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.OpenApi.Tests;

/// <summary>Requests that come again, on each database.</summary>
public abstract class IdempotencyContract
{
    private protected abstract Task<OpenApiHub> Start();

    [Fact]
    public async Task A_hundred_at_once_under_one_key_have_one_effect()
    {
        await using var hub = await Start();
        var id = await hub.Conversation();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => hub.Api.Post($"conversations/{id}/notes", new { text = "Abone arandı." }, "note-1")));

        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Conflict]));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var refused in answers.Where(answer => answer.StatusCode == HttpStatusCode.Conflict))
            Assert.Equal("requestUnderWay", await TestBrowser.Code(refused));
        Assert.Single(await hub.Events(id), e => (string?)e["kind"] == "noteAdded");
    }

    [Fact]
    public async Task A_hundred_at_once_open_one_conversation()
    {
        await using var hub = await Start();
        var contact = await hub.Contact();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => hub.Api.Post("conversations", new { contactId = contact, text = "Merhaba" }, "open-1")));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        var rows = (await hub.Api.GetJson($"conversations?contact={contact}"))["items"]!.AsArray();
        Assert.Single(await hub.Events((string)Assert.Single(rows)!["id"]!), e => (string?)e["kind"] == "messagePosted" && (string?)e["by"]!["kind"] == "citizen");
    }

    [Fact]
    public async Task The_same_request_again_gets_the_first_answer_to_the_letter()
    {
        await using var hub = await Start();
        var body = new { name = "Ayşe", identities = new[] { new { kind = "phone", value = "+905321234567" } } };

        var first = await hub.Api.Post("contacts", body, "make-1");
        await hub.Api.Send(HttpMethod.Patch, first.Headers.Location!.ToString(), new { name = "Fatma" });
        var second = await hub.Api.Post("contacts", body, "make-1");

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal("true", second.Headers.GetValues(Idempotency.ReplayHeader).Single());
        Assert.False(first.Headers.Contains(Idempotency.ReplayHeader));
    }

    [Fact]
    public async Task Another_request_under_the_same_key_is_refused_but_not_of_another_caller()
    {
        await using var hub = await Start();
        var other = await hub.Client();
        await hub.Api.PostJson("contacts", new { name = "Ayşe" }, "make-1");

        var refused = await hub.Api.Post("contacts", new { name = "Fatma" }, "make-1");
        var others = await other.Post("contacts", new { name = "Fatma" }, "make-1");

        Assert.Equal((422, "idempotencyKeyReused"), await ApiClient.Refusal(refused));
        Assert.Equal(HttpStatusCode.Created, others.StatusCode);
    }

    [Fact]
    public async Task A_refused_input_leaves_the_key_free()
    {
        await using var hub = await Start();

        var refused = await hub.Api.Post("contacts", new { name = "" }, "make-1");
        var corrected = await hub.Api.Post("contacts", new { name = "Ayşe" }, "make-1");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Created, corrected.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with blank")]
    public async Task A_post_needs_a_key(string name)
    {
        await using var hub = await Start();

        Assert.Equal((400, "idempotencyKeyMissing"), await ApiClient.Refusal(await hub.Api.Post("contacts", new { name = "Ayşe" }, name)));
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        await using var hub = await Start();

        var refused = await hub.Api.Post("contacts", new StringContent($"{{\"name\":\"{new string('x', 300_000)}\"}}", Encoding.UTF8, "application/json"));

        Assert.Equal((413, "tooLong"), await ApiClient.Refusal(refused));
    }

    [Fact]
    public async Task What_a_process_left_under_way_is_carried_out_after_a_minute_and_kept_for_two_days()
    {
        await using var hub = await Start();
        var requests = hub.Hub.Services.GetRequiredService<ApiRequestStore>();
        Assert.Equal(ApiRequestState.Begun, (await requests.Begin("k", "r", "f")).State);

        var early = await requests.Begin("k", "r", "f");
        hub.Hub.Clock.Advance(ApiRequestStore.Longest + TimeSpan.FromSeconds(1));
        var other = await requests.Begin("k", "r", "g");
        var later = await requests.Begin("k", "r", "f");
        await requests.Finish("k", "r", new ApiAnswer(201, "application/json", "/x", "{}"));
        var answered = await requests.Begin("k", "r", "f");
        hub.Hub.Clock.Advance(ApiRequestStore.Kept + TimeSpan.FromSeconds(1));
        var forgotten = await requests.Begin("k", "r", "g");

        Assert.Equal(
            [ApiRequestState.UnderWay, ApiRequestState.Other, ApiRequestState.Begun, ApiRequestState.Answered, ApiRequestState.Begun],
            new[] { early, other, later, answered, forgotten }.Select(claim => claim.State));
        Assert.Equal(new ApiAnswer(201, "application/json", "/x", "{}"), answered.Answer);
    }
}

public sealed class SqliteIdempotencyTests : IdempotencyContract
{
    private protected override Task<OpenApiHub> Start() => OpenApiHub.Start();
}

public sealed class PostgresIdempotencyTests : IdempotencyContract
{
    private protected override async Task<OpenApiHub> Start() => await OpenApiHub.Start(
        // A hundred requests wait for a connection instead of each opening one.
        await (await PostgresServer.Shared).CreateDatabase() + ";Maximum Pool Size=20");
}
