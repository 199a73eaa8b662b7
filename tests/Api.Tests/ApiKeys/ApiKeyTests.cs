using System.Net;
using ContactHub.Admin.Tests;
using ContactHub.OpenApi.Tests;
using ContactHub.Security;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.ApiKeys.Tests;

/// <summary>Keys from their making to their end.</summary>
public sealed class ApiKeyTests
{
    private const string Admin = "/api/admin/api-keys";

    private static readonly object Request = new { name = "Abone sistemi", scopes = new[] { ApiScopes.ContactsRead }, departments = new[] { "su" }, perMinute = 60 };

    [Fact]
    public async Task A_key_is_shown_once_opens_the_api_and_is_refused_once_revoked()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);

        var made = await AdminHub.Ok(await administrator.Post(Admin, Request));
        var client = new ApiClient(hub.Client(), (string?)made["secret"]);
        var self = await client.GetJson("key");
        var listed = (await administrator.GetJson(Admin))["items"]![0]!;
        await administrator.Delete($"{Admin}/{made["key"]!["id"]}");
        var refused = await client.Get("key");

        Assert.Equal("Abone sistemi", (string?)self["name"]);
        Assert.Equal(["su"], self["departments"]!.AsArray().Select(d => (string?)d));
        Assert.DoesNotContain((string)made["secret"]!, listed.ToJsonString(), StringComparison.Ordinal);
        Assert.StartsWith((string)listed["prefix"]!, (string?)made["secret"], StringComparison.Ordinal);
        Assert.NotNull(listed["lastUsedAt"]);
        Assert.Equal((401, "unauthorized"), await ApiClient.Refusal(refused));
        Assert.Equal(["apiKey.revoked", "apiKey.created"], await AdminHub.Trail(hub));
        Assert.NotNull((await administrator.GetJson(Admin))["items"]![0]!["revokedAt"]);
    }

    [Fact]
    public async Task The_secret_is_nowhere_in_the_database()
    {
        await using var hub = await AdminHub.Start();
        var client = await ApiClient.Of(hub);
        var secret = client.Key[(client.Key.LastIndexOf('_') + 1)..];

        var stored = await hub.Services.GetRequiredService<ApiKeyStore>().Find(client.Key.Split('_')[2]);

        Assert.DoesNotContain(secret, stored!.ToString(), StringComparison.Ordinal);
        Assert.Equal(64, stored.SecretHash.Length);
    }

    [Fact]
    public async Task An_expired_key_is_refused()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);
        var made = await AdminHub.Ok(await administrator.Post(Admin, new { name = "Kısa", scopes = new[] { ApiScopes.ContactsRead }, expiresAt = hub.Clock.GetUtcNow().AddHours(1) }));
        var client = new ApiClient(hub.Client(), (string?)made["secret"]);

        var before = await client.Get("key");
        hub.Clock.Advance(TimeSpan.FromHours(1));
        var after = await client.Get("key");

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal((401, "unauthorized"), await ApiClient.Refusal(after));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ch_live_aaaaaaaaaaaa_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("nonsense")]
    public async Task Nobody_gets_in_without_a_key_that_was_given_out(string? key)
    {
        await using var hub = await AdminHub.Start();

        var refused = await new ApiClient(hub.Client(), key).Get("key");

        Assert.Equal((401, "unauthorized"), await ApiClient.Refusal(refused));
        Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task The_right_key_with_another_secret_is_refused()
    {
        await using var hub = await AdminHub.Start();
        var client = await ApiClient.Of(hub);

        var refused = await new ApiClient(hub.Client(), client.Key[..^1] + (client.Key[^1] == 'A' ? 'B' : 'A')).Get("key");

        Assert.Equal((401, "unauthorized"), await ApiClient.Refusal(refused));
    }

    [Fact]
    public async Task A_key_in_the_address_is_refused_even_beside_a_good_one()
    {
        await using var hub = await AdminHub.Start();
        var client = await ApiClient.Of(hub);

        var refused = await client.Get("key?api_key=" + client.Key);

        Assert.Equal((401, "unauthorized"), await ApiClient.Refusal(refused));
    }

    [Fact]
    public async Task A_signed_in_administrator_has_no_key()
    {
        await using var hub = await AdminHub.Start();

        var refused = await (await hub.SignedIn(StaffRoles.Administrator)).Get("/api/v1/key");

        Assert.Equal((401, "unauthorized"), await ApiClient.Refusal(refused));
    }

    [Fact]
    public async Task Pages_of_other_origins_are_given_no_leave()
    {
        await using var hub = await AdminHub.Start();
        using var http = hub.Client();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/v1/key");
        preflight.Headers.Add("Origin", "https://evil.example");
        preflight.Headers.Add("Access-Control-Request-Method", "GET");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization");

        var answer = await http.SendAsync(preflight);

        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Each_key_has_a_limit_of_its_own_and_is_told_how_much_is_left()
    {
        await using var hub = await AdminHub.Start();
        var busy = await ApiClient.Of(hub, perMinute: 3);
        var other = await ApiClient.Of(hub, perMinute: 3);

        var first = await busy.Get("key");
        await busy.Get("key");
        await busy.Get("key");
        var refused = await busy.Get("key");
        var others = await other.Get("key");
        hub.Clock.Advance(ApiKeyLimits.Span);
        var next = await busy.Get("key");

        Assert.Equal("\"key\";q=3;w=60", first.Headers.GetValues("RateLimit-Policy").Single());
        Assert.Equal("\"key\";r=2;t=60", first.Headers.GetValues("RateLimit").Single());
        Assert.Equal((429, "rateLimited"), await ApiClient.Refusal(refused));
        Assert.Equal("60", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal(HttpStatusCode.OK, others.StatusCode);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task Only_administrators_keep_keys()
    {
        await using var hub = await AdminHub.Start();
        var supervisor = await hub.SignedIn(StaffRoles.Supervisor);

        Assert.Equal(HttpStatusCode.Forbidden, (await supervisor.Get(Admin)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await supervisor.Post(Admin, Request)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await supervisor.Delete(Admin + "/x")).StatusCode);
    }

    [Fact]
    public async Task All_faults_of_a_new_key_come_at_once()
    {
        await using var hub = await AdminHub.Start();
        var administrator = await hub.SignedIn(StaffRoles.Administrator);

        var response = await administrator.Post(Admin, new
        {
            name = "", scopes = new[] { "everything" }, departments = new[] { "park" }, perMinute = 5, expiresAt = hub.Clock.GetUtcNow(),
        });

        Assert.Equal(["departments", "expiresAt", "name", "perMinute", "scopes"], await AdminHub.Errors(response));
        Assert.Empty(await AdminHub.Trail(hub));
    }
}
