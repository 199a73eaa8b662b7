using System.Globalization;
using ContactHub.TestKit;

namespace ContactHub.Email.Tests;

public sealed class AccessTokensTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("contacthub-tokens-").FullName;
    private TokenEndpoint _endpoint = null!;

    private TokenOptions Options => new() { Endpoint = _endpoint.Address, ClientId = "hub", ClientSecret = "gizli", Scope = "https://mail.test/.default" };

    public async Task InitializeAsync() => _endpoint = await TokenEndpoint.Start();

    public async Task DisposeAsync()
    {
        await _endpoint.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_token_is_kept_until_two_minutes_before_its_end_and_fetched_once_for_all_who_wait()
    {
        Grants(3_600);
        using var tokens = new AccessTokens(_clock);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => tokens.Get("a", Options, default))), token => Assert.Equal("token-1", token));
        Assert.Equal(("client_credentials", "hub", "gizli", "https://mail.test/.default"), Form(0));
        _clock.Advance(TimeSpan.FromSeconds(3_600 - 121));
        Assert.Equal("token-1", await tokens.Get("a", Options, default));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("token-2", await tokens.Get("a", Options, default));
        Assert.Equal("token-3", await tokens.Get("b", Options, default));
        Assert.Equal(3, _endpoint.Asked.Count);
    }

    [Fact]
    public async Task A_token_that_a_server_refused_is_fetched_anew_and_a_newer_one_stays()
    {
        Grants(3_600);
        using var tokens = new AccessTokens(_clock);
        var first = await tokens.Get("a", Options, default);
        tokens.Forget("a", first);
        var second = await tokens.Get("a", Options, default);
        tokens.Forget("a", first);
        Assert.Equal(("token-1", "token-2", "token-2"), (first, second, await tokens.Get("a", Options, default)));
    }

    [Fact]
    public async Task A_refresh_token_is_sent_and_the_one_that_comes_instead_is_kept()
    {
        var file = Path.Combine(_folder, "refresh");
        await File.WriteAllTextAsync(file, "eski\n");
        _endpoint.Answer = () => (200, """{"access_token":"t","expires_in":60,"refresh_token":"yeni"}""");
        using var tokens = new AccessTokens(_clock);
        await tokens.Get("a", Options with { RefreshTokenFile = file }, default);
        Assert.Equal("yeni", await File.ReadAllTextAsync(file));
        // Good for less than the reserve: asked for each time, now with what came instead.
        await tokens.Get("a", Options with { RefreshTokenFile = file }, default);
        Assert.Equal(["refresh_token eski", "refresh_token yeni"], _endpoint.Asked.Select(form => $"{form["grant_type"]} {form["refresh_token"]}"));
        Assert.Equal(["refresh"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_client"}""", MailServerFault.Authentication)]
    [InlineData(200, "{}", MailServerFault.Authentication)]
    [InlineData(200, "null", MailServerFault.Authentication)]
    [InlineData(502, "<html>", MailServerFault.Connection)]
    public async Task What_gives_no_token_is_a_fault_without_secrets_in_it_and_the_next_time_it_is_asked_again(int status, string body, MailServerFault expected)
    {
        _endpoint.Answer = () => (status, body);
        using var tokens = new AccessTokens(_clock);
        var fault = await Assert.ThrowsAsync<MailServerException>(() => tokens.Get("a", Options, default));
        Assert.Equal(expected, fault.Fault);
        Assert.DoesNotContain("gizli", fault.ToString(), StringComparison.Ordinal);
        Grants(3_600);
        Assert.Equal("token-1", await tokens.Get("a", Options, default));
    }

    [Fact]
    public async Task An_endpoint_that_is_away_is_a_fault_of_the_connection()
    {
        var options = Options;
        await _endpoint.DisposeAsync();
        using var tokens = new AccessTokens(_clock);
        Assert.Equal(MailServerFault.Connection, (await Assert.ThrowsAsync<MailServerException>(() => tokens.Get("a", options, default))).Fault);
    }

    /// <summary>Gives token-1, token-2 and so on.</summary>
    private void Grants(int seconds)
    {
        var given = 0;
        _endpoint.Answer = () => (200, string.Create(CultureInfo.InvariantCulture, $$"""{"access_token":"token-{{Interlocked.Increment(ref given)}}","expires_in":{{seconds}}}"""));
    }

    private (string, string, string, string) Form(int at)
    {
        var form = _endpoint.Asked[at];
        return (form["grant_type"], form["client_id"], form["client_secret"], form["scope"]);
    }
}
