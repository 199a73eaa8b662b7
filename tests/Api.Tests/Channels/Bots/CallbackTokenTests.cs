using ContactHub.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactHub.Bots.Tests;

/// <summary>Which tokens of bots are taken.</summary>
public sealed class CallbackTokenTests : IAsyncLifetime
{
    private const string Audience = "the-hub";
    private readonly FakeClock _clock = new();
    private TokenIssuer _issuer = null!;
    private CallbackTokens _tokens = null!;
    private BotOptions _bot = null!;

    private DateTimeOffset Now => _clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        _issuer = await TokenIssuer.Start();
        _tokens = new CallbackTokens(_clock, NullLogger<CallbackTokens>.Instance);
        _bot = new BotOptions { Id = "deneme", CallbackIssuer = TokenIssuer.Name, CallbackMetadata = _issuer.Metadata.AbsoluteUri, CallbackAudience = Audience };
    }

    public async Task DisposeAsync()
    {
        _tokens.Dispose();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_good_token_is_taken_as_often_as_it_comes_and_until_five_minutes_after_it_ends()
    {
        var token = _issuer.Token(Audience, Now);

        Assert.Null(await Fault(token));
        Assert.Null(await Fault(token));
        _clock.Advance(TimeSpan.FromMinutes(65));
        Assert.Null(await Fault(token));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("it has expired", await Fault(token));
        Assert.Equal(1, _issuer.Reads);
    }

    [Fact]
    public async Task What_it_says_must_be_meant_for_the_hub_now()
    {
        var now = Now.ToUnixTimeSeconds();
        Assert.Null(await Fault(_issuer.Sign(new { iss = TokenIssuer.Name, aud = new[] { "other", Audience }, exp = now + 60 })));
        Assert.Equal("its audience is another one", await Fault(_issuer.Token("the-hub-of-others", Now)));
        Assert.Equal("its audience is another one", await Fault(_issuer.Sign(new { iss = TokenIssuer.Name, exp = now + 60 })));
        Assert.Equal("its issuer is another one", await Fault(_issuer.Sign(new { iss = TokenIssuer.Name + "/", aud = Audience, exp = now + 60 })));
        Assert.Equal("it has expired", await Fault(_issuer.Sign(new { iss = TokenIssuer.Name, aud = Audience })));
        Assert.Equal("it has expired", await Fault(_issuer.Sign(new { iss = TokenIssuer.Name, aud = Audience, exp = 1e300 })));
        Assert.Equal("it is not good yet", await Fault(_issuer.Token(Audience, Now.AddMinutes(6))));
        Assert.Null(await Fault(_issuer.Token(Audience, Now.AddMinutes(4))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer a.b")]
    [InlineData("Bearer a.b.c.d")]
    [InlineData("Bearer ..")]
    [InlineData("Bearer bnVsbA.bnVsbA.bnVsbA")]
    [InlineData("Bearer ünlü.ünlü.ünlü")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task What_is_no_token_is_refused(string header) => Assert.NotNull(await _tokens.Fault(_bot, header, default));

    [Fact]
    public async Task Only_RS256_is_taken_whatever_the_token_says_of_itself()
    {
        var claims = new { iss = TokenIssuer.Name, aud = Audience, exp = Now.AddHours(1).ToUnixTimeSeconds() };

        foreach (var algorithm in new[] { "none", "HS256", "rs256", "RS512", "ES256" })
            Assert.Equal("it is not signed with RS256", await Fault(_issuer.Sign(claims, new { alg = algorithm, kid = "key-0" })));
    }

    [Fact]
    public async Task A_signature_of_another_key_or_over_other_words_is_refused()
    {
        var good = _issuer.Token(Audience, Now).Split('.');
        var other = _issuer.Sign(new { iss = TokenIssuer.Name, aud = Audience, exp = Now.AddDays(3650).ToUnixTimeSeconds() }).Split('.');
        Assert.Equal("its signature is wrong", await Fault($"{good[0]}.{other[1]}.{good[2]}"));
        Assert.Equal("its signature is wrong", await Fault($"{good[0]}.{good[1]}."));

        await using var stranger = await TokenIssuer.Start();
        Assert.Equal("its signature is wrong", await Fault(stranger.Token(Audience, Now)));
        Assert.Equal("its key is not its issuer's", await Fault(stranger.Sign(new { iss = TokenIssuer.Name }, new { alg = "RS256", kid = "key-9" })));
        Assert.Equal("its key is not its issuer's", await Fault(stranger.Sign(new { iss = TokenIssuer.Name }, new { alg = "RS256" })));
    }

    [Fact]
    public async Task A_new_key_is_found_five_minutes_after_the_keys_were_read_and_no_earlier()
    {
        Assert.Null(await Fault(_issuer.Token(Audience, Now)));
        _issuer.Rotate();

        for (var i = 0; i < 10; i++) Assert.Equal("its key is not its issuer's", await Fault(_issuer.Token(Audience, Now)));
        Assert.Equal(1, _issuer.Reads);
        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Null(await Fault(_issuer.Token(Audience, Now)));
        Assert.Equal(2, _issuer.Reads);
    }

    [Fact]
    public async Task While_the_issuer_is_down_known_keys_are_good_and_without_any_the_bot_is_told_to_try_again()
    {
        _issuer.IsDown = true;
        Assert.Equal(503, (await Assert.ThrowsAsync<BotException>(() => Fault(_issuer.Token(Audience, Now)))).Status);

        _issuer.IsDown = false;
        Assert.Null(await Fault(_issuer.Token(Audience, Now)));
        _issuer.IsDown = true;
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Null(await Fault(_issuer.Token(Audience, Now)));
        Assert.Null(await Fault(_issuer.Token(Audience, Now)));
    }

    [Fact]
    public async Task A_token_beyond_all_measure_is_not_read() =>
        Assert.Equal("it is not a token", await Fault(_issuer.Sign(new { iss = TokenIssuer.Name, aud = Audience, fill = new string('x', 9_000) })));

    private Task<string?> Fault(string token) => _tokens.Fault(_bot, "Bearer " + token, default);
}
