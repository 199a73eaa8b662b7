using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ContactHub.Visitors.Tests;

public sealed class SiteIdentityTests
{
    private const string Secret = "a-secret-of-at-least-32-characters!";
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_signed_identity_is_read()
    {
        var (identity, refusal) = SiteIdentity.Read(
            Sign(Header, Claims("\"sub\":\"tc-1\",\"name\":\"Ayşe Iğdır\",\"email\":\"a@ornek.bel.tr\",\"phone\":\"+905321112233\"")), Secret, Now);

        Assert.Null(refusal);
        Assert.Equal(new VouchedIdentity("tc-1", "Ayşe Iğdır", "a@ornek.bel.tr", "+905321112233"), identity);
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"None"}""")]
    [InlineData("""{"alg":"HS512"}""")]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"alg":"hs256"}""")]
    [InlineData("""{"typ":"JWT"}""")]
    [InlineData("""{"alg":["HS256"]}""")]
    [InlineData("[]")]
    [InlineData("5")]
    public void Any_other_algorithm_is_refused_however_it_is_signed(string header)
    {
        Refused(Sign(header, Claims("\"sub\":\"tc-1\"")));
        Refused(Part(header) + "." + Part(Claims("\"sub\":\"tc-1\"")) + ".");
    }

    [Fact]
    public void A_wrong_secret_a_changed_claim_or_a_missing_signature_is_refused()
    {
        var good = Sign(Header, Claims("\"sub\":\"tc-1\""));
        var parts = good.Split('.');

        Assert.Equal("The identity's signature is wrong.", Refused(Sign(Header, Claims("\"sub\":\"tc-1\""), Secret + "x")));
        Assert.Equal("The identity's signature is wrong.", Refused($"{parts[0]}.{Part(Claims("\"sub\":\"tc-2\""))}.{parts[2]}"));
        Assert.Equal("The identity's signature is wrong.", Refused($"{Part("""{"alg":"HS256"}""")}.{parts[1]}.{parts[2]}"));
        Assert.Equal("The identity's signature is wrong.", Refused($"{parts[0]}.{parts[1]}."));
        Refused($"{parts[0]}.{parts[1]}.{parts[2][..^4]}");
    }

    [Theory]
    [InlineData(-119, true)]
    [InlineData(-121, false)]
    [InlineData(86_400, true)]
    [InlineData(86_400 + 119, true)]
    [InlineData(86_400 + 121, false)]
    public void It_lives_at_most_a_day_give_or_take_a_wrong_clock(int seconds, bool accepted)
    {
        var (identity, _) = SiteIdentity.Read(Sign(Header, Claims("\"sub\":\"tc-1\"", seconds)), Secret, Now);
        Assert.Equal(accepted, identity is not null);
    }

    [Theory]
    [InlineData("""{"sub":"tc-1"}""")]
    [InlineData("""{"sub":"tc-1","exp":"tomorrow"}""")]
    [InlineData("""{"sub":"tc-1","exp":1e400}""")]
    [InlineData("""{"sub":"tc-1","exp":99999999999999999999}""")]
    [InlineData("""{"sub":"tc-1","exp":null}""")]
    [InlineData("""{"exp":EXP}""")]
    [InlineData("""{"sub":"","exp":EXP}""")]
    [InlineData("""{"sub":5,"exp":EXP}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("not json")]
    public void What_does_not_say_who_and_until_when_is_refused(string claims) =>
        Refused(Sign(Header, claims.Replace("EXP", $"{Now.AddHours(1).ToUnixTimeSeconds()}", StringComparison.Ordinal)));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d")]
    [InlineData("ş.ş.ş")]
    public void What_is_no_token_is_refused(string token) => Refused(token);

    [Fact]
    public void A_token_of_any_length_is_not_read() => Refused(Sign(Header, Claims($"\"sub\":\"tc-1\",\"x\":\"{new string('x', 4_000)}\"")));

    [Fact]
    public void A_site_without_a_secret_accepts_nobody()
    {
        var (identity, refusal) = SiteIdentity.Read(Sign(Header, Claims("\"sub\":\"tc-1\""), ""), "", Now);
        Assert.Null(identity);
        Assert.Equal("This site signs no identities.", refusal?.En);
    }

    [Fact]
    public void A_name_that_could_not_be_stored_is_left_out()
    {
        var (identity, _) = SiteIdentity.Read(Sign(Header, Claims("\"sub\":\"tc-1\",\"name\":\"Ay\\u0000şe\",\"phone\":\"\"")), Secret, Now);
        Assert.Equal(new VouchedIdentity("tc-1", null, null, null), identity);
    }

    internal static string Sign(string header, string claims, string secret = Secret)
    {
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    private static string Claims(string members, int seconds = 3_600) => $"{{{members},\"exp\":{Now.AddSeconds(seconds).ToUnixTimeSeconds()}}}";

    private static string Refused(string token)
    {
        var (identity, refusal) = SiteIdentity.Read(token, Secret, Now);
        Assert.Null(identity);
        Assert.NotNull(refusal);
        return refusal.En;
    }
}
