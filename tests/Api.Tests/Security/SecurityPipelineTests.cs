using System.Net;
using ContactHub.Accounts.Tests;
using ContactHub.Configuration;
using ContactHub.Bots;
using ContactHub.Storage;
using ContactHub.Visitors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContactHub.Security.Tests;

public sealed class SecurityPipelineTests
{
    private static readonly SiteOptions First = new() { Id = "first", AllowedOrigins = ["https://first.example"] };
    private static readonly SiteOptions Second = new() { Id = "second", AllowedOrigins = ["https://second.example"] };

    [Fact]
    public async Task Pages_run_only_the_hub_s_own_scripts_and_nobody_frames_them()
    {
        await using var app = await Start();

        var response = await Send(app, "/desk/index.html");

        var policy = Header(response, "Content-Security-Policy");
        Assert.Contains("default-src 'self'; script-src 'self'; style-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("img-src 'self' data: blob: https://resim.example;", policy, StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("same-origin", Header(response, "Referrer-Policy"));
        Assert.Contains("microphone=()", Header(response, "Permissions-Policy"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/widget/frame.html?site=first", "frame-ancestors 'self' https://first.example")]
    [InlineData("/widget/frame.html?site=unknown", "frame-ancestors 'self' https://first.example https://second.example")]
    [InlineData("/widget/contacthub.js", "frame-ancestors 'none'")]
    public async Task The_widget_s_frame_is_for_the_configured_sites(string path, string ending)
    {
        await using var app = await Start();

        Assert.EndsWith(ending, Header(await Send(app, path), "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/hubs/desk/negotiate", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("/HUBS/desk", "https://www.example.bel.tr", HttpStatusCode.Forbidden)]
    [InlineData("/api/account/sign-in", "null", HttpStatusCode.Forbidden)]
    [InlineData("/hubs/desk/negotiate", "https://hub.example:8443", HttpStatusCode.NotFound)]
    [InlineData("/hubs/desk/negotiate", null, HttpStatusCode.NotFound)]
    [InlineData("/hubs/visitor", "https://www.example.bel.tr", HttpStatusCode.NotFound)]
    public async Task Only_pages_of_the_hub_reach_what_the_cookie_opens(string path, string? origin, HttpStatusCode status)
    {
        await using var app = await Start();

        var response = await Send(app, path, origin);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_database_that_is_gone_is_said_so_with_a_code_and_the_headers()
    {
        await using var app = await Start();

        var response = await Send(app, "/unavailable");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("unavailable", await TestBrowser.Code(response));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
    }

    [Fact]
    public async Task A_fault_of_the_hub_tells_nothing_of_its_inside()
    {
        await using var app = await Start();

        var response = await Send(app, "/fault");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forwarded_addresses_are_believed_only_from_trusted_proxies()
    {
        await using var closed = await Start();
        await using var open = await Start(new NetworkOptions { TrustedProxies = ["10.0.0.7"] });

        Assert.Equal("10.0.0.7", await AddressSeen(closed, "10.0.0.7"));
        Assert.Equal("203.0.113.9", await AddressSeen(open, "10.0.0.7"));
        Assert.Equal("10.0.0.8", await AddressSeen(open, "10.0.0.8"));
    }

    [Fact]
    public async Task Sessions_are_limited_for_each_address()
    {
        await using var app = await Start();
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await Send(app, "/session")).StatusCode);

        var refused = await Send(app, "/session");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("rateLimited", await TestBrowser.Code(refused));
        Assert.NotNull(refused.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void One_subscriber_is_one_address(string one, string other, bool same)
    {
        Assert.Equal(same, Address(one) == Address(other));

        static string Address(string ip) => RateLimits.Address(new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(ip) } });
    }

    private static async Task<string> AddressSeen(WebApplication app, string proxy)
    {
        var context = await app.GetTestServer().SendAsync(c =>
        {
            c.Request.Path = "/address";
            c.Request.Headers["X-Forwarded-For"] = "203.0.113.9";
            c.Connection.RemoteIpAddress = IPAddress.Parse(proxy);
        });
        using var reader = new StreamReader(context.Response.Body);
        return await reader.ReadToEndAsync();
    }

    private static async Task<HttpResponseMessage> Send(WebApplication app, string path, string? origin = null)
    {
        using var client = app.GetTestServer().CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri("http://hub.example:8443/"), path));
        if (origin is not null) request.Headers.Add("Origin", origin);
        return await client.SendAsync(request);
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    private static async Task<WebApplication> Start(NetworkOptions? network = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new BotRegistry(new BotsOptions { Registered = [new BotOptions { Id = "deneme", ImageHosts = ["resim.example"] }] }));
        builder.Services.AddSingleton(new Sites([First, Second])).AddSingleton(new VisitorOptions { SessionsPerAddress = 3 });
        builder.Services.AddContactHubSecurity(network ?? new NetworkOptions());
        var app = builder.Build();
        app.UseContactHubSecurity();
        app.UseRouting();
        app.UseRateLimiter();
        app.MapGet("/unavailable", IResult () => throw new StorageUnavailableException("The disk of the database is full."));
        app.MapGet("/fault", IResult () => throw new InvalidOperationException("secret"));
        app.MapGet("/address", (HttpContext http) => http.Connection.RemoteIpAddress!.ToString());
        app.MapGet("/session", () => Results.Ok()).RequireRateLimiting(RateLimits.Session);
        await app.StartAsync();
        return app;
    }
}
