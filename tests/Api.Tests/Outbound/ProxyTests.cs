using System.Text.Json.Nodes;
using ContactHub.Telegram;
using Microsoft.Extensions.Configuration;

namespace ContactHub.Outbound;

/// <summary>The way out through a proxy, guarded and not.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task A_proxy_is_asked_for_the_address_that_was_looked_at()
    {
        await using var proxy = new TestProxy();

        Assert.Equal("{\"ok\":true,\"result\":true}", await Get(proxy, "http://8.8.8.8/hook"));
        Assert.Equal(["CONNECT 8.8.8.8:80 HTTP/1.1"], proxy.Asked);
        Assert.Equal(["GET /hook HTTP/1.1"], proxy.Inside);
        await Get(proxy, "http://[2a00:1450:4017:80c::200e]:81/");
        Assert.Equal("CONNECT [2a00:1450:4017:80c::200e]:81 HTTP/1.1", proxy.Asked.Last());
    }

    [Theory]
    [InlineData("http://10.1.2.3/", false)]
    [InlineData("http://169.254.169.254/latest/meta-data", false)]
    [InlineData("http://[::ffff:10.0.0.1]/", true)]
    [InlineData("http://127.0.0.1:1/", true)]
    [InlineData("http://localhost:1/", true)]
    public async Task What_is_inside_is_refused_and_the_proxy_is_not_even_asked(string address, bool byName)
    {
        await using var proxy = new TestProxy();
        var thrown = await Assert.ThrowsAsync<HttpRequestException>(() => Get(proxy, address, new OutboundOptions { ProxyByName = byName }));

        Assert.IsType<ForbiddenAddressException>(thrown.GetBaseException());
        Assert.Empty(proxy.Asked);
    }

    [Fact]
    public async Task A_name_that_only_the_proxy_knows_is_left_to_it_when_the_settings_say_so()
    {
        await using var proxy = new TestProxy();
        await Get(proxy, "http://alici.ornek.invalid/", new OutboundOptions { ProxyByName = true });

        Assert.Equal(["CONNECT alici.ornek.invalid:80 HTTP/1.1"], proxy.Asked);
        await Assert.ThrowsAsync<HttpRequestException>(() => Get(proxy, "http://alici.ornek.invalid/"));
        Assert.Single(proxy.Asked);
    }

    [Fact]
    public async Task An_allowed_network_is_reached_without_it()
    {
        await using var proxy = new TestProxy();
        await using var receiver = new TestProxy();
        // Nothing of the name says that it is inside.
        var way = new OutboundProxy(proxy.Address);
        using var http = new HttpClient(new GuardedHttp(new OutboundOptions { AllowedNetworks = ["127.0.0.0/8"] }, way).Handler());
        await http.GetStringAsync(new Uri(receiver.Address));

        Assert.Empty(proxy.Asked);
        Assert.Single(receiver.Asked);
    }

    [Fact]
    public async Task A_proxy_gets_its_password_and_what_it_refuses_is_said()
    {
        await using var locked = new TestProxy { Authorization = "Basic " + Convert.ToBase64String("hub:gizli@1"u8) };
        await using var closed = new TestProxy { Status = 403 };
        using var http = new HttpClient(new GuardedHttp(new OutboundOptions(), new OutboundProxy($"http://hub:gizli%401@127.0.0.1:{locked.Port}")).Handler());
        await http.GetStringAsync(new Uri("http://8.8.8.8/"));

        async Task<string> Refused(TestProxy proxy) =>
            Assert.IsType<ProxyException>((await Assert.ThrowsAsync<HttpRequestException>(() => Get(proxy, "http://8.8.8.8/"))).GetBaseException()).Message;
        Assert.Equal("The proxy wants a user and a password: Outbound:Proxy.", await Refused(locked));
        Assert.Equal("The proxy refused the connection with status 403.", await Refused(closed));
        await closed.DisposeAsync();
        Assert.StartsWith("The proxy was not reached", await Refused(closed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telegram_is_reached_through_it_too()
    {
        await using var proxy = new TestProxy();
        using var telegram = new TelegramApi(new OutboundProxy(proxy.Address), TimeProvider.System);
        var bot = new TelegramBot { Id = "cozum", Token = "1:abc", ApiUrl = "http://api.telegram.invalid" };

        Assert.True((await telegram.Call(bot, "getMe", new JsonObject(), default)).IsOk);
        Assert.Equal(["POST http://api.telegram.invalid/bot1:abc/getMe HTTP/1.1"], proxy.Asked);
    }

    [Theory]
    [InlineData("https://api.telegram.org/", true)]
    [InlineData("https://ornek.bel.tr/", false)]
    [InlineData("https://bot.Ornek.bel.tr/", false)]
    [InlineData("https://sahteornek.bel.tr/", true)]
    [InlineData("http://bot:3978/", false)]
    [InlineData("http://10.9.8.7/", false)]
    [InlineData("http://11.9.8.7/", true)]
    [InlineData("http://localhost/", false)]
    public void What_is_inside_needs_no_proxy(string address, bool isProxied)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([
            new("Outbound:Proxy", "http://vekil.ornek.bel.tr:3128"), new("Outbound:NoProxy:0", ".ornek.bel.tr"), new("Outbound:NoProxy:1", "10.0.0.0/8"),
        ]).Build();

        Assert.Equal(isProxied ? new Uri("http://vekil.ornek.bel.tr:3128") : null, OutboundProxy.Read(configuration).GetProxy(new Uri(address)));
        Assert.Null(new OutboundProxy(OutboundProxy.None).GetProxy(new Uri(address)));
    }

    [Theory]
    [InlineData("https://vekil:3128")]
    [InlineData("vekil:3128")]
    [InlineData("http://vekil/yol")]
    [InlineData("socks5://vekil:1080")]
    public void What_is_no_proxy_is_said_without_its_password(string proxy)
    {
        var problem = Assert.Single(new OutboundOptions { Proxy = proxy }.Problems());

        Assert.StartsWith("Outbound:Proxy must be an address", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(proxy, problem, StringComparison.Ordinal);
        Assert.Single(new OutboundOptions { NoProxy = ["*.ornek.bel.tr"] }.Problems());
        Assert.Empty(new OutboundOptions { Proxy = "http://a:b@vekil:3128", NoProxy = ["ornek.bel.tr", "10.0.0.0/8"] }.Problems());
    }

    private static async Task<string> Get(TestProxy proxy, string address, OutboundOptions? options = null)
    {
        using var http = new HttpClient(new GuardedHttp(options ?? new OutboundOptions(), new OutboundProxy(proxy.Address)).Handler());
        return await http.GetStringAsync(new Uri(address));
    }
}
