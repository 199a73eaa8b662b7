using System.Globalization;
using System.Net;
using System.Text;
using ContactHub.Accounts.Tests;
using ContactHub.Configuration;
using ContactHub.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Phone.Tests;

/// <summary>The door for providers, in the whole hub.</summary>
public sealed class WebhookEndpointTests : IAsyncLifetime
{
    private const string Secret = "abcdefghijklmnopqrstuvwx";
    private const string Key = "0123456789abcdef0123456789abcdef";

    private readonly List<CallEvent> _events = [];
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _gate;
    private bool _isAway;
    private TestHub _hub = null!;

    public async Task InitializeAsync() => _hub = await Start(
        new WebhookOptions { Provider = "twilio", Secret = Secret + "t", Key = "12345", PublicUrl = "https://hub.example.bel.tr/" },
        new WebhookOptions { Provider = "verimor", Secret = Secret + "v" },
        new WebhookOptions { Provider = "signed", Secret = Secret + "s", Key = Key });

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Without_a_provider_there_is_no_door()
    {
        await using var hub = await Start();

        Assert.Equal(HttpStatusCode.Unauthorized, (await hub.Browser().Post($"/channels/phone/verimor/{Secret}v")).StatusCode);
    }

    [Fact]
    public async Task Twilios_request_is_taken_with_its_signature_only()
    {
        var signature = TwilioSignature.Sign("12345", $"https://hub.example.bel.tr/channels/phone/twilio/{Secret}t?a=1", [("CallSid", "CA1"), ("CallStatus", "ringing"), ("From", "+905321234567")]);

        var good = await Post($"twilio/{Secret}t?a=1", Form("CallSid=CA1&CallStatus=ringing&From=%2B905321234567"), ("X-Twilio-Signature", signature));
        Assert.Equal((HttpStatusCode.OK, "text/xml", "<Response/>"), (good.StatusCode, good.Content.Headers.ContentType!.MediaType, await good.Content.ReadAsStringAsync()));
        Assert.Equal(("twilio:CA1", "+905321234567"), (_events.Single().Call, _events.Single().From));

        Assert.Equal(HttpStatusCode.Forbidden, (await Post($"twilio/{Secret}t?a=2", Form("CallSid=CA1&CallStatus=ringing&From=%2B905321234567"), ("X-Twilio-Signature", signature))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Post($"twilio/{Secret}t?a=1", Form("CallSid=CA2&CallStatus=ringing&From=%2B905321234567"), ("X-Twilio-Signature", signature))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Post($"twilio/{Secret}t", Form("CallSid=CA1"))).StatusCode);
        Assert.Single(_events);
    }

    [Fact]
    public async Task The_hubs_own_format_is_taken_while_its_signature_is_fresh()
    {
        const string Body = """{"call":"x","kind":"rang","from":"1"}""";
        var timestamp = _hub.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        (string, string)[] signed = [("X-ContactHub-Timestamp", timestamp), ("X-ContactHub-Signature", TimedSignature.Sign(Key, timestamp, Encoding.UTF8.GetBytes(Body)))];

        Assert.Equal(HttpStatusCode.OK, (await Post($"signed/{Secret}s", Json(Body), signed)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Post($"signed/{Secret}s", Json(Body), signed)).StatusCode);
        Assert.Single(_events);

        _hub.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.Forbidden, (await Post($"signed/{Secret}s", Json(Body), signed)).StatusCode);
    }

    [Theory]
    [InlineData("""{"kind":"rang"}""", "call is missing")]
    [InlineData("""{"call":"x","kind":"sang"}""", "kind must be one of rang, queued, offered, declined, answered, held, resumed, transferred, abandoned, left, ended, recorded.")]
    [InlineData("""{"call":"x"}""", "kind must be one of")]
    [InlineData("""{"call":"x","kind":"ended","outcome":"well"}""", "outcome must be one of answered, busy, no-answer, failed, abandoned.")]
    [InlineData("""{"call":"x","kind":"rang","at":"noon"}""", "at is no time")]
    [InlineData("""{"call":"x","kind":"ended","seconds":"long"}""", "seconds is no number")]
    public async Task A_mistake_in_the_hubs_own_format_is_named(string body, string problem)
    {
        var timestamp = _hub.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var refused = await Post(
            $"signed/{Secret}s", Json(body), ("X-ContactHub-Timestamp", timestamp), ("X-ContactHub-Signature", TimedSignature.Sign(Key, timestamp, Encoding.UTF8.GetBytes(body))));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(problem, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(_events);
    }

    [Fact]
    public async Task Requests_that_wait_for_their_turn_while_the_hub_ends_are_answered()
    {
        _gate = new TaskCompletionSource();
        var first = Post($"verimor/{Secret}v", Form("event_type=ringing&call_uuid=1"));
        await _entered.Task;
        var second = Post($"verimor/{Secret}v", Form("event_type=ringing&call_uuid=2"));
        // As the end of the host does with every service that can be disposed.
        ((object)_hub.Services.GetRequiredService<PhoneWebhooks>() as IDisposable)?.Dispose();
        _gate.SetResult();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), ((await first).StatusCode, (await second).StatusCode));
        Assert.Equal(["verimor:1", "verimor:2"], _events.Select(e => e.Call));
    }

    [Theory]
    [InlineData("verimor/abcdefghijklmnopqrstuvwxyz")]
    [InlineData("netgsm/abcdefghijklmnopqrstuvwxv")]
    [InlineData("twilio/abcdefghijklmnopqrstuvwxv")]
    public async Task A_wrong_secret_is_no_address(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await Post(address, Form("event_type=ringing&call_uuid=1"))).StatusCode);

    [Fact]
    public async Task Bodies_that_cannot_be_read_are_refused_and_unknown_events_are_not()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await Post($"verimor/{Secret}v", Json("{"))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Post($"verimor/{Secret}v", Form("a=" + new string('x', PhoneWebhooks.MaxBody)))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Post($"verimor/{Secret}v", Form("event_type=of-tomorrow&call_uuid=1"))).StatusCode);
        using var nameless = await Post($"verimor/{Secret}v", Form("event_type=ringing&direction=inbound"));
        Assert.Equal(HttpStatusCode.BadRequest, nameless.StatusCode);
        Assert.Contains("call_uuid is missing: the call's id.", await nameless.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(_events);
    }

    [Fact]
    public async Task What_could_not_be_handed_on_is_told_at_the_next_attempt()
    {
        _isAway = true;
        Assert.InRange((int)(await Post($"verimor/{Secret}v", Form("event_type=ringing&call_uuid=1&strange=ığ"))).StatusCode, 500, 599);
        _isAway = false;
        Assert.Equal(HttpStatusCode.OK, (await Post($"verimor/{Secret}v", Form("event_type=ringing&call_uuid=1&strange=ığ"))).StatusCode);

        Assert.Equal("ığ", _events.Single().Received!["strange"]);
    }

    [Fact]
    public void Settings_are_checked_at_the_start()
    {
        string[] problems = Problems(new()
        {
            ["Phone:Webhooks:0:Provider"] = "telegraph",
            ["Phone:Webhooks:0:Secret"] = "short",
            ["Phone:Webhooks:1:Provider"] = "twilio",
            ["Phone:Webhooks:1:Secret"] = Secret,
            ["Phone:Webhooks:2:Provider"] = "signed",
            ["Phone:Webhooks:2:Secret"] = Secret,
            ["Phone:Asterisk:Username"] = "hub",
        });

        Assert.Equal(
        [
            "Phone:Asterisk:Host is missing.",
            "Phone:Webhooks:0:Provider must be one of twilio, verimor, netgsm, bulutfon, signed.",
            "Phone:Webhooks:0:Secret must be at least 24 letters, digits, - or _.",
            "Phone:Webhooks:1:Key is missing; it is Twilio's auth token.",
            "Phone:Webhooks:1:PublicUrl must be the hub's address, such as https://hub.example.bel.tr.",
            "Phone:Webhooks:2:Key must have at least 32 characters.",
            "Phone:Webhooks has one Secret more than once.",
        ],
            problems);
        Assert.Equal(5, Problems(new() { ["Phone:Asterisk:Host"] = "pbx", ["Phone:Asterisk:Port"] = "0", ["Phone:Asterisk:Technology"] = "SIP", ["Phone:Asterisk:PingEvery"] = "0" }).Length);
        Assert.Empty(Problems(new() { ["Phone:Asterisk:Host"] = "pbx", ["Phone:Asterisk:Username"] = "hub", ["Phone:Asterisk:Secret"] = "s" }));
    }

    private static string[] Problems(Dictionary<string, string?> settings)
    {
        var problems = new List<string>();
        var options = SectionReader.Read<PhoneOptions>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), PhoneOptions.Section, problems);
        return [.. problems, .. options.Problems()];
    }

    private Task<TestHub> Start(params WebhookOptions[] webhooks) => TestHub.Start(services: services => services
        .AddSingleton(new PhoneOptions { Webhooks = webhooks })
        .AddSingleton<CallSink>(async (callEvent, _) =>
        {
            if (_isAway) throw new IOException("The store is away.");
            _entered.TrySetResult();
            if (_gate is { } gate) await gate.Task;
            _events.Add(callEvent);
        }));

    private Task<HttpResponseMessage> Post(string address, StringContent body, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers) body.Headers.Add(name, value);
        var provider = _hub.Browser();
        provider.Language = "en";
        return provider.Send(HttpMethod.Post, "/channels/phone/" + address, body, hubHeader: false);
    }

    private static StringContent Form(string body) => new(body, Encoding.UTF8, "application/x-www-form-urlencoded");

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
