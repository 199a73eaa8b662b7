using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using ContactHub.Hubs.Tests;
using ContactHub.TestKit;
using ContactHub.Visitors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.DirectLine.Tests;

/// <summary>Who may ask what by Direct Line, and how the rest is refused.</summary>
public sealed class DirectLineRulesTests(DirectLineHub directLine) : IClassFixture<DirectLineHub>
{
    private static readonly HttpMethod Get = HttpMethod.Get;
    private static readonly HttpMethod Post = HttpMethod.Post;

    [Fact]
    public async Task Without_a_secret_there_is_nothing()
    {
        var hub = await RunningHub.Start();
        using (var client = new DirectLineClient(hub.Address, DirectLineHub.Secret))
        {
            var reply = await client.Ask(Post, "/tokens/generate");
            Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), (reply.Status, reply.Body.GetProperty("code").GetString()));
            Assert.DoesNotContain(
                hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>(),
                endpoint => endpoint.RoutePattern.RawText!.StartsWith(DirectLineEndpoints.Prefix, StringComparison.Ordinal));
        }

        await hub.DisposeAsync();
    }

    [Theory]
    [InlineData("short", "32 characters")]
    [InlineData("a secret with blanks in it is none that fits a header", "ASCII")]
    [InlineData("gizli-anahtar-ğüşiöç-otuz-iki-karakterden-uzun", "ASCII")]
    [InlineData("the-identity-secret-of-the-very-same-site", "IdentitySecret")]
    public void A_secret_that_is_none_is_a_fault_of_the_configuration(string secret, string said)
    {
        var site = new SiteOptions
        {
            Id = "a", AllowedOrigins = ["https://a.example"], Title = new LocalText("A"), IdentitySecret = "the-identity-secret-of-the-very-same-site",
        };

        Assert.Empty(site.Problems());
        Assert.Contains((site with { DirectLineSecret = secret }).Problems(), problem => problem.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_opens_its_conversation_and_the_secret_those_of_its_site()
    {
        var (client, id, conversation) = await directLine.Start();
        using var _ = client;
        var (stranger, otherId, __) = await directLine.Start();
        using var ___ = stranger;
        using var server = directLine.Client(DirectLineHub.Secret);
        using var otherServer = directLine.Client(DirectLineHub.OtherSecret);
        await client.Say(id, "Merhaba", "hello-hello");

        Assert.Equal(1800, conversation.GetProperty("expires_in").GetInt32());
        Assert.Equal(HttpStatusCode.Created, (await stranger.Ask(Post, "/conversations", new { })).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.Ask(Post, "/conversations", new { })).Status);
        Assert.Equal(id, (await client.Post("/tokens/refresh")).GetProperty("conversationId").GetString());
        Assert.NotEmpty((await client.Get("/session/getsessionid")).GetProperty("sessionId").GetString()!);
        Assert.Equal((HttpStatusCode.Forbidden, "Forbidden"), Refusal(await client.Ask(Get, $"/conversations/{otherId}/activities")));
        Assert.Contains("Merhaba", (await server.Get($"/conversations/{id}/activities")).GetRawText(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "NotFound"), Refusal(await otherServer.Ask(Get, $"/conversations/{id}/activities")));
        Assert.Equal((HttpStatusCode.NotFound, "NotFound"), Refusal(await server.Ask(Get, "/conversations/no-such-one")));
        var (session, citizen) = await directLine.Hub.Citizen();
        await using var ____ = citizen;
        await citizen.Call("send", new { clientId = "by-widget", text = "Merhaba" });
        Assert.Equal((HttpStatusCode.NotFound, "NotFound"), Refusal(await server.Ask(Get, $"/conversations/{session.ConversationId}/activities")));
    }

    [Fact]
    public async Task Who_has_no_token_a_forged_an_expired_or_the_wrong_one_is_told_which()
    {
        var (client, id, conversation) = await directLine.Start();
        using var _ = client;
        using var nobody = directLine.Client("");
        using var forger = directLine.Client("CfDJ8forged");
        using var widget = directLine.Client((await directLine.Hub.Visit()).Token);
        var past = new DirectLineTokens(directLine.Hub.Services.GetRequiredService<IDataProtectionProvider>(), new FakeClock());
        var held = directLine.Hub.Services.GetRequiredService<DirectLineTokens>().Read((await client.Post("/tokens/refresh")).GetProperty("token").GetString()!)!;
        using var late = directLine.Client(past.Write(held));
        using var server = directLine.Client(DirectLineHub.Secret);

        foreach (var (method, path) in Paths(id))
        {
            if (path.EndsWith("/stream", StringComparison.Ordinal)) continue;
            Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized"), Refusal(await nobody.Ask(method, path)));
            Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized"), Refusal(await forger.Ask(method, path)));
            Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized"), Refusal(await widget.Ask(method, path)));
            Assert.Equal((HttpStatusCode.Forbidden, "TokenExpired"), Refusal(await late.Ask(method, path)));
        }

        Assert.Equal((HttpStatusCode.Forbidden, "Forbidden"), Refusal(await client.Ask(Post, "/tokens/generate")));
        Assert.Equal((HttpStatusCode.Forbidden, "Forbidden"), Refusal(await server.Ask(Post, "/tokens/refresh")));
        // A token is no ticket, and a ticket no token; one that is a minute old opens nothing.
        var stream = new Uri(conversation.GetProperty("streamUrl").GetString()!);
        var ticket = Uri.UnescapeDataString(stream.Query.Split("&t=")[1]);
        using var byTicket = directLine.Client(ticket);
        Assert.Equal(HttpStatusCode.Unauthorized, (await byTicket.Ask(Get, $"/conversations/{id}/activities")).Status);
        Assert.Equal((HttpStatusCode.Forbidden, "TokenExpired"), Refusal(await nobody.Ask(Get, $"/conversations/{id}/stream?t={Uri.EscapeDataString(past.WriteTicket(held))}")));
        Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized"), Refusal(await nobody.Ask(Get, $"/conversations/{id}/stream?t={Uri.EscapeDataString(past.Write(held))}")));
        Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), Refusal(await nobody.Ask(Get, stream.PathAndQuery["/v3/directline".Length..])));
    }

    [Fact]
    public async Task Preflights_are_answered_on_every_path_for_the_sites_pages_alone()
    {
        using var browser = new DirectLineClient(directLine.Hub.Address, "");
        foreach (var (method, path) in Paths("c-1").Append((Get, "/attachments/1")))
        {
            (string, string)[] Asked(string origin) =>
            [
                ("Origin", origin), ("Access-Control-Request-Method", method.Method),
                ("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent,x-requested-with"),
            ];
            var granted = await browser.Ask(HttpMethod.Options, path, null, Asked("https://test.example"));
            Assert.Equal(HttpStatusCode.NoContent, granted.Status);
            Assert.Equal("https://test.example", granted.Headers["Access-Control-Allow-Origin"]);
            Assert.Equal("true", granted.Headers["Access-Control-Allow-Credentials"]);
            foreach (var header in (string[])["authorization", "content-type", "x-ms-bot-agent", "x-requested-with"])
                Assert.Contains(header, granted.Headers["Access-Control-Allow-Headers"], StringComparison.OrdinalIgnoreCase);
            Assert.False((await browser.Ask(HttpMethod.Options, path, null, Asked("https://evil.example"))).Headers.ContainsKey("Access-Control-Allow-Origin"));
        }

        var refused = await browser.Ask(Post, "/conversations", new { }, ("Origin", "https://test.example"));
        Assert.Equal((HttpStatusCode.Unauthorized, "https://test.example"), (refused.Status, refused.Headers["Access-Control-Allow-Origin"]));
    }

    [Fact]
    public async Task A_token_is_for_the_sites_pages_and_for_fewer_when_the_server_says_so()
    {
        var (client, id, conversation) = await directLine.Start();
        using var _ = client;
        using var server = directLine.Client(DirectLineHub.Secret);

        Assert.Equal(HttpStatusCode.OK, (await client.Ask(Get, $"/conversations/{id}", null, ("Origin", "https://test.example"))).Status);
        Assert.Equal((HttpStatusCode.Forbidden, "Forbidden"), Refusal(await client.Ask(Get, $"/conversations/{id}", null, ("Origin", "https://other.example"))));
        await Assert.ThrowsAsync<WebSocketException>(() => DirectLineSocket.Open(conversation, "https://evil.example"));
        Assert.Equal("BadArgument", (await server.Ask(Post, "/tokens/generate", new { trustedOrigins = new[] { "https://evil.example" } })).Code());
        using var bound = directLine.Client((await server.Post("/tokens/generate", new { trustedOrigins = new[] { "https://test.example" } })).GetProperty("token").GetString()!);
        Assert.Equal(HttpStatusCode.Forbidden, (await bound.Ask(Post, "/conversations", null, ("Origin", directLine.Hub.Address.GetLeftPart(UriPartial.Authority)))).Status);
    }

    [Theory]
    [InlineData("", 400, "MissingProperty")]
    [InlineData("{}", 400, "MissingProperty")]
    [InlineData("[]", 400, "BadArgument")]
    [InlineData("{\"type\":", 400, "BadSyntax")]
    [InlineData("{\"type\":5}", 400, "MissingProperty")]
    [InlineData("{\"type\":\"message\"}", 400, "MissingProperty")]
    [InlineData("{\"type\":\"message\",\"text\":\" \"}", 400, "MissingProperty")]
    [InlineData("{\"type\":\"message\",\"text\":\"\\ud800\"}", 400, "BadArgument")]
    [InlineData("{\"type\":\"message\",\"text\":\"x\",\"channelData\":{\"clientActivityID\":\"\"}}", 400, "BadArgument")]
    [InlineData("{\"type\":\"message\",\"text\":\"x\",\"channelData\":{\"clientActivityID\":\"1\\n2\"}}", 400, "BadArgument")]
    [InlineData("{\"type\":\"message\",\"text\":\"x\",\"attachments\":[{\"contentType\":\"text/plain\"}]}", 415, "UnsupportedMediaType")]
    public async Task What_is_no_activity_is_refused_and_stores_nothing(string body, int status, string code)
    {
        var (client, id, _) = await directLine.Start();
        using var __ = client;

        Assert.Equal(((HttpStatusCode)status, code), Refusal(await client.Ask(Post, $"/conversations/{id}/activities", body)));

        Assert.Null(await directLine.Hub.Log.Summary(id));
        Assert.Empty(directLine.Hub.Logged.Faults);
    }

    [Fact]
    public async Task What_is_too_much_is_refused_by_size_kind_and_rate()
    {
        var (client, id, _) = await directLine.Start();
        using var __ = client;
        var path = $"/conversations/{id}/activities";
        using var form = new MultipartFormDataContent { { new ByteArrayContent([1, 2, 3]), "file", "ölçü.txt" } };
        using var text = new StringContent("{}", Encoding.UTF8, new MediaTypeHeaderValue("text/plain"));

        Assert.Equal("BadArgument", (await client.Ask(Post, path, DirectLineClient.Message(new string('x', 1_001), "too-long"))).Code());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.Ask(Post, path, DirectLineClient.Message(new string('x', 70_000), "too-large"))).Status);
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "UnsupportedMediaType"), Refusal(await client.Ask(Post, $"/conversations/{id}/upload?userId=x", form)));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await client.Ask(Post, path, text)).Status);
        Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), Refusal(await client.Ask(Get, path + "?watermark=0000a-42")));
        Assert.Equal((HttpStatusCode.NotFound, "NotFound"), Refusal(await client.Ask(Get, "/nothing/here")));
        Assert.Equal((HttpStatusCode.NotFound, "NotFound"), Refusal(await client.Ask(HttpMethod.Put, path)));
        DirectLineReply? refused = null;
        for (var i = 0; refused is null && i < 100; i++)
        {
            var reply = await client.Ask(Post, path, DirectLineClient.Message("Merhaba", $"flood-{i}"));
            if (reply.Status != HttpStatusCode.OK) refused = reply;
        }

        Assert.Equal((HttpStatusCode.TooManyRequests, "RateLimited"), Refusal(refused!));
        Assert.NotEmpty(refused!.Headers["Retry-After"]);
    }

    [Fact]
    public async Task A_user_id_is_the_tokens_if_the_server_gave_one_and_dl_ids_come_from_it_alone()
    {
        using var anybody = directLine.Client((await directLine.Generate()).GetProperty("token").GetString()!);
        Assert.Equal("BadArgument", (await anybody.Ask(Post, "/conversations", new { user = new { id = "dl_somebody" } })).Code());
        var started = await anybody.Post("/conversations", new { user = new { id = "page-1", name = "Sahte Ad" } });
        using var named = directLine.Client(started.GetProperty("token").GetString()!);
        var id = started.GetProperty("conversationId").GetString()!;

        await named.Say(id, "Merhaba", "hello-hello");

        var from = (await named.Get($"/conversations/{id}/activities")).GetProperty("activities").EnumerateArray().First(a => a.Role() == "user").GetProperty("from");
        Assert.Equal("page-1", from.GetProperty("id").GetString());
        Assert.False(from.TryGetProperty("name", out _));
        Assert.Null((await directLine.Hub.Grains.GetGrain<ContactHub.Conversations.IConversationGrain>(id).Summary())!.CitizenName);
    }

    [Fact]
    public void Every_endpoint_names_who_may_counts_requests_and_bounds_the_body()
    {
        string[] policies = [DirectLineAuthentication.Secret, DirectLineAuthentication.Token, DirectLineAuthentication.Either, DirectLineAuthentication.Ticket];
        var endpoints = directLine.Hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith(DirectLineEndpoints.Prefix, StringComparison.Ordinal)).ToList();

        Assert.Equal(10, endpoints.Count);
        Assert.All(endpoints, endpoint =>
        {
            Assert.Null(endpoint.Metadata.GetMetadata<IAllowAnonymous>());
            Assert.Contains(Assert.Single(endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()).Policy, policies);
            Assert.NotNull(endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>());
            Assert.NotNull(endpoint.Metadata.GetMetadata<RequestSizeLimitAttribute>());
        });
    }

    private static (HttpStatusCode, string) Refusal(DirectLineReply reply) => (reply.Status, reply.Code());

    private static (HttpMethod Method, string Path)[] Paths(string id) =>
    [
        (Post, "/tokens/generate"), (Post, "/tokens/refresh"), (Post, "/conversations"), (Get, $"/conversations/{id}"), (Get, $"/conversations/{id}/activities"),
        (Post, $"/conversations/{id}/activities"), (Post, $"/conversations/{id}/upload"), (Get, $"/conversations/{id}/stream"), (Get, "/session/getsessionid"),
    ];
}
