using System.Net;
using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Hubs.Tests;
using ContactHub.TestKit;

namespace ContactHub.Visitors.Tests;

/// <summary>Citizens whom the municipality's own site vouches for.</summary>
public sealed class VerifiedCitizenTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Fact]
    public async Task A_verified_citizen_is_led_to_the_open_conversation_from_any_browser()
    {
        var subject = NewSubject();
        var first = await hub.Visit(identity: Identity(subject));
        Assert.True(first.Verified);
        await using var phone = await hub.Connect(first.Token);
        await phone.Call("requestPerson", new { clientId = "wants-person" });

        var second = await hub.Visit(identity: Identity(subject));

        Assert.Equal(first.ConversationId, second.ConversationId);
        await using var laptop = await hub.Connect(second.Token);
        Assert.Equal(3, (await laptop.Call("join", 0)).GetProperty("lastSeq").GetInt64());
        await laptop.Call("send", new { clientId = "from-laptop", text = "Ben de buradayım" });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_conversation_of_the_same_citizen_is_refused_with_the_id_of_the_first(bool joined)
    {
        var subject = NewSubject();
        var first = await hub.Visit(identity: Identity(subject));
        await using (var citizen = await hub.Connect(first.Token))
        {
            await citizen.Call("requestPerson", new { clientId = "wants-person" });
            await citizen.Call("leave", new { clientId = "leave-0001" });
        }

        // Resolved: one browser begins a new one, and the other would wake the old one up.
        var one = await hub.Visit(token: first.Token, identity: Identity(subject), fresh: true);
        await using var winner = await hub.Connect(one.Token);
        await winner.Call("requestPerson", new { clientId = "wants-person" });
        await using var loser = await hub.Connect(first.Token);
        if (joined) await loser.Call("join", 0);
        var back = await Assert.ThrowsAsync<HubRefusalException>(() => loser.Call("send", new { clientId = "comes-late", text = "Merhaba" }));

        Assert.Equal("moved", back.Code);
        Assert.EndsWith(one.ConversationId, back.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verified_citizen_whose_conversation_is_merged_away_goes_on_in_the_target_and_comes_back()
    {
        var identity = Identity(NewSubject());
        var first = await hub.Visit(identity: identity);
        var other = await hub.Visit();
        await using (var citizen = await hub.Connect(first.Token)) await citizen.Call("requestPerson", new { clientId = "wants-person" });
        await using var target = await hub.Connect(other.Token);
        await target.Call("send", new { clientId = "other-0001", text = "BAŞKASI" });
        var merges = hub.Grains.GetGrain<IMergesGrain>(IMergesGrain.Key);
        var agent = new Actor(ActorKind.Agent, "a-1", "Deniz");
        Assert.True((await merges.Merge(agent, "merge-0001", first.ConversationId, other.ConversationId, force: true)).Succeeded);

        // The page of a site renews with the site's word for who it is.
        var guest = await hub.Visit(token: first.Token, identity: identity);
        Assert.Equal(other.ConversationId, guest.ConversationId);
        await using (var page = await hub.Connect(guest.Token))
        {
            Assert.DoesNotContain("BAŞKASI", (await page.Call("join", 0)).GetRawText(), StringComparison.Ordinal);
            await page.Call("send", new { clientId = "guest-0001", text = "Ben de buradayım" });
        }

        Assert.True((await merges.Split(agent, "split-0001", first.ConversationId)).Succeeded);
        Assert.Equal(first.ConversationId, (await hub.Visit(token: guest.Token, identity: identity)).ConversationId);
        // Somebody else who signs in on that browser is no guest.
        Assert.NotEqual(other.ConversationId, (await hub.Visit(token: guest.Token, identity: Identity(NewSubject(), "Fatma"))).ConversationId);
    }

    [Fact]
    public async Task Another_citizen_on_the_same_browser_gets_nothing_of_the_first()
    {
        var first = await hub.Visit(identity: Identity(NewSubject(), "Ayşe"));
        await using (var citizen = await hub.Connect(first.Token)) await citizen.Call("requestPerson", new { clientId = "wants-person" });

        var second = await hub.Visit(token: first.Token, identity: Identity(NewSubject(), "Fatma"));

        Assert.NotEqual(first.ConversationId, second.ConversationId);
        Assert.NotEqual(first.VisitorId, second.VisitorId);
        await using var other = await hub.Connect(second.Token);
        Assert.Equal(0, (await other.Call("join", 0)).GetProperty("lastSeq").GetInt64());
    }

    [Fact]
    public async Task Nor_by_a_token_from_before_the_first_one_signed_in()
    {
        var anonymous = await hub.Visit();
        await using (var citizen = await hub.Connect(anonymous.Token)) await citizen.Call("requestPerson", new { clientId = "wants-person" });
        var first = await hub.Visit(token: anonymous.Token, identity: Identity(NewSubject(), "Ayşe"));
        Assert.Equal(anonymous.ConversationId, first.ConversationId);

        var second = await hub.Visit(token: anonymous.Token, identity: Identity(NewSubject(), "Fatma"));

        Assert.NotEqual(first.ConversationId, second.ConversationId);
        await using var again = await hub.Connect((await hub.Visit(token: first.Token)).Token);
        Assert.Equal("Ayşe", (await again.Call("join", 0)).GetProperty("summary").GetProperty("citizenName").GetString());
    }

    [Fact]
    public async Task What_was_said_before_signing_in_goes_with_the_citizen()
    {
        var anonymous = await hub.Visit();
        await using var page = await hub.Connect(anonymous.Token);
        await page.Call("requestPerson", new { clientId = "wants-person" });

        var verified = await hub.Visit(token: anonymous.Token, identity: Identity(NewSubject(), "Ayşe"));

        Assert.Equal((anonymous.ConversationId, anonymous.VisitorId, true), (verified.ConversationId, verified.VisitorId, verified.Verified));
        await using var after = await hub.Connect(verified.Token);
        await after.Call("send", new { clientId = "after-sign-in", text = "Benim" });
        await page.Call("send", new { clientId = "old-tab-001", text = "Bu sekme de benim" });
    }

    [Theory]
    [InlineData("not.a.token")]
    [InlineData("wrong secret")]
    [InlineData("other site")]
    public async Task A_bad_identity_gets_no_session_at_all(string how)
    {
        var identity = how switch
        {
            "wrong secret" => Identity(NewSubject(), secret: "not-the-secret-that-the-site-signs-with"),
            "other site" => Identity(NewSubject(), secret: "another-secret-for-the-other-site-here"),
            _ => how,
        };

        using var answer = await hub.AskForSession(new { site = RunningHub.Site, identity });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("unauthorized", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
    }

    private static string NewSubject() => Guid.NewGuid().ToString("n");

    private static string Identity(string subject, string name = "Ayşe", string secret = RunningHub.Secret) => SiteIdentityTests.Sign(
        """{"alg":"HS256","typ":"JWT"}""",
        $"{{\"sub\":\"{subject}\",\"name\":\"{name}\",\"exp\":{TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds()}}}",
        secret);
}
