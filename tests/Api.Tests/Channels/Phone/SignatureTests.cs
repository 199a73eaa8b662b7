using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContactHub.Security;

namespace ContactHub.Phone.Tests;

public sealed class SignatureTests
{
    private const string Token = "12345";
    private const string Url = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private const string Signature = "GvWf1cFY/Q7PnoempGyD5oXAezc=";

    private static readonly (string, string)[] Form =
        [("CallSid", "CA1234567890ABCDE"), ("Caller", "+14158675310"), ("Digits", "1234"), ("From", "+14158675310"), ("To", "+18005551212")];

    /// <summary>The vector of Twilio's own validator.</summary>
    [Fact]
    public void Twilios_vector_holds() => Assert.Equal(Signature, TwilioSignature.Sign(Token, Url, Form));

    [Fact]
    public void Letters_of_any_script_are_signed() => Assert.Equal(
        "xnePl8GLMIHny53QF8CSAEI4dlw=",
        TwilioSignature.Sign(Token, "https://hub.belediye.test/voice/twilio", [("From", "+905321234567"), ("CallerName", "Ayşe Öztürk"), ("Body", "ığüşöçİ")]));

    [Theory]
    [InlineData(Url)]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2")]
    public void The_standard_port_may_be_there_or_not(string url)
    {
        Assert.True(TwilioSignature.IsValid(Token, url, Form, [], Signature));
        Assert.True(TwilioSignature.IsValid(Token, url, Form, [], TwilioSignature.Sign(Token, "https://mycompany.com:443/myapp.php?foo=1&bar=2", Form)));
    }

    [Theory]
    [InlineData("12346", Url, Signature)]
    [InlineData(Token, "https://mycompany.com/myapp.php?foo=1&bar=3", Signature)]
    [InlineData(Token, "https://mycompany.com:8443/myapp.php?foo=1&bar=2", Signature)]
    [InlineData(Token, "nowhere", Signature)]
    [InlineData(Token, Url, "")]
    [InlineData(Token, Url, null)]
    public void Anything_else_is_not_twilios(string token, string url, string? signature) =>
        Assert.False(TwilioSignature.IsValid(token, url, Form, [], signature));

    [Fact]
    public void A_changed_or_added_field_is_noticed()
    {
        Assert.False(TwilioSignature.IsValid(Token, Url, [.. Form, ("Digits", "5")], [], Signature));
        Assert.False(TwilioSignature.IsValid(Token, Url, Form[1..], [], Signature));
        Assert.True(TwilioSignature.IsValid(Token, Url, [.. Form, Form[2]], [], Signature));
    }

    [Fact]
    public void Of_json_the_address_carries_the_digest()
    {
        var body = """{"CallSid":"CA1"}"""u8.ToArray();
        var url = "https://mycompany.com/app?bodySHA256=" + Convert.ToHexStringLower(SHA256.HashData(body));
        var signature = TwilioSignature.Sign(Token, url, []);

        Assert.True(TwilioSignature.IsValid(Token, url, [], body, signature));
        Assert.False(TwilioSignature.IsValid(Token, url, [], """{"CallSid":"CA2"}"""u8, signature));
        Assert.False(TwilioSignature.IsValid(Token, "https://mycompany.com/app", [], body, TwilioSignature.Sign(Token, "https://mycompany.com/app", [])));
    }

    [Fact]
    public void The_hubs_own_signature_is_plain_hmac() => Assert.Equal(
        Convert.ToHexStringLower(HMACSHA256.HashData("k"u8.ToArray(), Encoding.UTF8.GetBytes("1770000000.{\"a\":\"ığ\"}"))),
        TimedSignature.Sign("k", "1770000000", Encoding.UTF8.GetBytes("{\"a\":\"ığ\"}")));

    [Theory]
    [InlineData(0, true)]
    [InlineData(299, true)]
    [InlineData(-299, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void A_signature_is_good_for_five_minutes(int late, bool isValid)
    {
        var sent = DateTimeOffset.FromUnixTimeSeconds(1_770_000_000);
        var timestamp = sent.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

        Assert.Equal(isValid, TimedSignature.IsValid("k", timestamp, [1, 2], TimedSignature.Sign("k", timestamp, [1, 2]), sent.AddSeconds(late)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("tomorrow")]
    [InlineData("99999999999999999999")]
    [InlineData("99999999999999")]
    public void A_timestamp_that_is_none_is_refused(string? timestamp) =>
        Assert.False(TimedSignature.IsValid("k", timestamp, [], TimedSignature.Sign("k", timestamp ?? "", []), DateTimeOffset.UnixEpoch));

    [Fact]
    public void Key_body_and_timestamp_are_in_it()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_770_000_000);
        var good = TimedSignature.Sign("k", "1770000000", [1]);

        Assert.True(TimedSignature.IsValid("k", "1770000000", [1], good, now));
        Assert.False(TimedSignature.IsValid("j", "1770000000", [1], good, now));
        Assert.False(TimedSignature.IsValid("k", "1770000001", [1], good, now));
        Assert.False(TimedSignature.IsValid("k", "1770000000", [2], good, now));
        Assert.False(TimedSignature.IsValid("k", "1770000000", [1], good.ToUpperInvariant() + "x", now));
    }
}
