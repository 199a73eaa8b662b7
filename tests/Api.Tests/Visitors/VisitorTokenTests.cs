using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using ContactHub.Hubs.Tests;
using ContactHub.Security;
using ContactHub.TestKit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Visitors.Tests;

/// <summary>The token is all that separates one citizen from another.</summary>
public sealed class VisitorTokenTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Theory]
    [InlineData("none")]
    [InlineData("empty")]
    [InlineData("garbage")]
    [InlineData("tampered")]
    [InlineData("truncated")]
    [InlineData("expired")]
    [InlineData("other purpose")]
    [InlineData("plain")]
    [InlineData("too long")]
    public async Task A_connection_without_a_good_token_is_refused(string how)
    {
        var token = await BadToken(how);

        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => hub.Connect(token));
        Assert.Contains("401", refusal.Message, StringComparison.Ordinal);

        using var http = new HttpClient { BaseAddress = hub.Address };
        using var answer = await http.PostAsync(new Uri("/hubs/visitor/negotiate?negotiateVersion=1&access_token=" + Uri.EscapeDataString(token ?? ""), UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("unauthorized", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_staff_cookie_is_no_visitor_and_a_visitor_token_is_no_staff()
    {
        var supervisor = await hub.Staff("Süpervizör", StaffRoles.Supervisor, "su");
        var session = await hub.Visit();

        await Assert.ThrowsAsync<WebSocketException>(() => HubSocket.Open(new Uri(hub.Address, "/hubs/visitor"), new Dictionary<string, string> { ["Cookie"] = supervisor.Cookie }));
        await Assert.ThrowsAsync<WebSocketException>(() => HubSocket.Open(new Uri(hub.Address, "/hubs/desk?access_token=" + Uri.EscapeDataString(session.Token))));
        await Assert.ThrowsAsync<WebSocketException>(() => HubSocket.Open(
            new Uri(hub.Address, "/hubs/desk"), new Dictionary<string, string> { ["Authorization"] = "Bearer " + session.Token }));
    }

    [Fact]
    public async Task No_method_reaches_another_citizens_conversation()
    {
        var (victim, speaking) = await hub.Citizen();
        await using var _ = speaking;
        await Screen.Join(speaking, victim.ConversationId);
        await speaking.Call("requestPerson", new { clientId = "wants-person" });
        var (own, attacker) = await hub.Citizen();
        await using var __ = attacker;
        await Screen.Join(attacker, own.ConversationId);
        await speaking.Call("send", new { clientId = "secret-text", text = "yalnız benim" });

        foreach (var method in (string[])["join", "page", "send", "open", "inbox", "note", "take", "close", "read", "typing", "signal", "subscribe", "execute"])
        {
            foreach (var arguments in (string[])[
                $"[\"{victim.ConversationId}\",0]", $"[\"{victim.ConversationId}\"]", $"[\"{victim.ConversationId}\",{{\"clientId\":\"attack-0001\",\"text\":\"x\"}}]"])
            {
                await Assert.ThrowsAsync<HubRefusalException>(() => attacker.CallRaw(method, arguments));
            }
        }

        await attacker.CallRaw("send", $"[{{\"clientId\":\"attack-0002\",\"text\":\"benim\",\"conversationId\":\"{victim.ConversationId}\",\"citizenId\":\"{victim.VisitorId}\"}}]");
        await attacker.Push("events", p => p.Arguments.GetRawText().Contains("benim", StringComparison.Ordinal));
        await speaking.Call("send", new { clientId = "secret-tex2", text = "yalnız benim, yine" });
        await speaking.Push("events", p => p.Arguments.GetRawText().Contains("yine", StringComparison.Ordinal));
        Assert.Equal(2, (await attacker.Call("join", 0)).GetProperty("entries").EnumerateArray().First(e => e.GetRawText().Contains("benim", StringComparison.Ordinal)).GetProperty("seq").GetInt64());
        Assert.DoesNotContain(attacker.Pushes, p => p.Arguments.GetRawText().Contains("yalnız", StringComparison.Ordinal) || p.Arguments.GetRawText().Contains(victim.ConversationId, StringComparison.Ordinal));
        Assert.DoesNotContain("attack", (await speaking.Call("join", 0)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_another_site_is_worth_nothing_at_this_one()
    {
        var there = await hub.Visit(RunningHub.OtherSite);

        var here = await hub.Visit(RunningHub.Site, there.Token);

        Assert.NotEqual(there.ConversationId, here.ConversationId);
        Assert.NotEqual(there.VisitorId, here.VisitorId);
    }

    [Fact]
    public async Task A_returning_visitor_goes_on_and_one_with_a_bad_token_begins_anew()
    {
        var first = await hub.Visit();

        var again = await hub.Visit(token: first.Token);
        var forged = await hub.Visit(token: first.Token[..^4] + "AAAA");
        var expired = await hub.Visit(token: Write(first, TimeSpan.FromDays(-29)));
        var tooOld = await hub.Visit(token: Write(first, TimeSpan.FromDays(-31)));

        Assert.Equal((first.ConversationId, first.VisitorId), (again.ConversationId, again.VisitorId));
        Assert.Equal((first.ConversationId, first.VisitorId), (expired.ConversationId, expired.VisitorId));
        Assert.NotEqual(first.VisitorId, forged.VisitorId);
        Assert.NotEqual(first.ConversationId, forged.ConversationId);
        Assert.NotEqual(first.VisitorId, tooOld.VisitorId);
    }

    [Fact]
    public async Task A_new_conversation_is_only_given_when_the_old_one_is_resolved()
    {
        var (session, citizen) = await hub.Citizen();
        await using var _ = citizen;
        await citizen.Call("requestPerson", new { clientId = "wants-person" });
        Assert.Equal(session.ConversationId, (await hub.Visit(token: session.Token, fresh: true)).ConversationId);

        await citizen.Call("leave", new { clientId = "leave-0001" });

        Assert.Equal(session.ConversationId, (await hub.Visit(token: session.Token)).ConversationId);
        Assert.NotEqual(session.ConversationId, (await hub.Visit(token: session.Token, fresh: true)).ConversationId);
    }

    [Theory]
    [InlineData("{\"site\":\"nowhere\"}", HttpStatusCode.NotFound, "notFound")]
    [InlineData("{}", HttpStatusCode.NotFound, "notFound")]
    [InlineData("{\"site\":5}", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("[", HttpStatusCode.BadRequest, "invalid")]
    [InlineData("", HttpStatusCode.BadRequest, "invalid")]
    public async Task A_bad_request_for_a_session_is_told_what_is_wrong(string body, HttpStatusCode status, string code)
    {
        using var http = new HttpClient { BaseAddress = hub.Address };
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await http.PostAsync(new Uri("/api/visitor/session", UriKind.Relative), content);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("https://test.example", HttpStatusCode.OK)]
    [InlineData("https://other.example", HttpStatusCode.Forbidden)]
    [InlineData("https://test.example.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task Only_the_sites_own_pages_get_a_session(string origin, HttpStatusCode status)
    {
        using var http = new HttpClient { BaseAddress = hub.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/visitor/session") { Content = new StringContent("{\"site\":\"test\"}", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", origin);

        using var answer = await http.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
    }

    private async Task<string?> BadToken(string how)
    {
        var good = (await hub.Visit()).Token;
        return how switch
        {
            "none" => null,
            "empty" => "",
            "garbage" => "CfDJ8-garbage",
            "tampered" => good[..60] + (good[60] == 'A' ? 'B' : 'A') + good[61..],
            "truncated" => good[..^10],
            "expired" => Write(await hub.Visit(), TimeSpan.FromSeconds(-1)),
            "other purpose" => hub.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("ContactHub.Visitor.v2").Protect("{\"VisitorId\":\"v-1\"}"),
            "plain" => "{\"VisitorId\":\"v-1\"}",
            _ => good + new string('A', 3_000),
        };
    }

    /// <summary>The session's token as it would be if it had been made for another time.</summary>
    private string Write(Session session, TimeSpan expires) => hub.Services.GetRequiredService<VisitorTokens>().Write(new VisitorToken(
        session.VisitorId, session.VisitorId, session.ConversationId, RunningHub.Site, "tr", false, null, TimeProvider.System.GetUtcNow() + expires));
}
