using System.Reflection;
using ContactHub.Accounts.Tests;
using ContactHub.ApiKeys;
using ContactHub.Visitors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Security.Tests;

/// <summary>What is open to anybody is on a list here; everything else names who may.</summary>
public sealed class OpenDoorsTests
{
    private static readonly string[] OpenDoors =
    [
        "GET /",
        "* /health/live",
        "* /health/ready",
        "GET /api/v1/openapi.json",
        "GET /api/visitor/config",
        "GET /api/visitor/files",
        "POST /api/visitor/session",
        "POST /api/account/sign-in",
        "POST /api/account/sign-out",
    ];

    // Citizens have tokens of their own, which VisitorAuthentication checks.
    private static readonly string[] KnownPolicies =
    [
        Policies.SignedIn, Policies.Staff, Policies.Agent, Policies.Supervisor, Policies.Administrator, Policies.Auditor, VisitorAuthentication.Policy,
        ApiScopes.AnyKey, .. ApiScopes.All.Select(ApiScopes.Policy),
    ];

    [Fact]
    public async Task Every_endpoint_names_who_may_or_is_on_the_list_of_open_doors()
    {
        await using var hub = await TestHub.Start();
        var endpoints = Endpoints(hub);

        var open = endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null).SelectMany(Names);
        var closed = endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null).ToList();

        Assert.Equal(OpenDoors.Order(StringComparer.Ordinal), open.Distinct().Order(StringComparer.Ordinal));
        Assert.NotEmpty(closed);
        Assert.All(closed, endpoint =>
        {
            var named = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).ToList();
            Assert.True(named.Count > 0, $"{endpoint.DisplayName} names no policy.");
            Assert.All(named, policy => Assert.Contains(policy, KnownPolicies));
        });
    }

    [Fact]
    public async Task Every_endpoint_that_the_cookie_opens_wants_the_header_counts_requests_and_bounds_the_body()
    {
        await using var hub = await TestHub.Start();
        var staff = Endpoints(hub).Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)
            && !e.RoutePattern.RawText.StartsWith("/api/visitor", StringComparison.Ordinal) && !IsForKeys(e)).ToList();

        Assert.True(staff.Count > 25, $"Only {staff.Count} endpoints were found.");
        Assert.All(staff, endpoint =>
        {
            Assert.NotNull(endpoint.Metadata.GetMetadata<HubHeader.Required>());
            Assert.NotNull(endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>());
            Assert.NotNull(endpoint.Metadata.GetMetadata<RequestSizeLimitAttribute>());
        });
    }

    [Fact]
    public async Task What_keys_open_no_cookie_opens_and_it_counts_requests_and_bounds_the_body()
    {
        await using var hub = await TestHub.Start();
        var endpoints = Endpoints(hub).Where(IsForKeys).ToList();

        Assert.NotEmpty(endpoints);
        Assert.All(endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null), endpoint => Assert.All(
            endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>(), named => Assert.StartsWith(ApiScopes.AnyKey, named.Policy, StringComparison.Ordinal)));
        Assert.All(endpoints, endpoint =>
        {
            Assert.NotNull(endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>());
            Assert.NotNull(endpoint.Metadata.GetMetadata<RequestSizeLimitAttribute>());
        });
    }

    [Fact]
    public void Every_hub_names_who_may()
    {
        var hubs = typeof(VisitorHub).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Hub)) && !type.IsAbstract).ToList();

        Assert.Equal(2, hubs.Count);
        Assert.All(hubs, hub =>
        {
            var policies = hub.GetCustomAttributes<AuthorizeAttribute>().Select(a => a.Policy).ToList();
            Assert.True(policies.Count > 0, $"{hub.Name} names no policy.");
            Assert.All(policies, policy => Assert.Contains(policy, KnownPolicies));
            Assert.DoesNotContain(hub.GetMethods(), method => method.IsDefined(typeof(AllowAnonymousAttribute)));
        });
    }

    [Fact]
    public async Task What_names_nobody_is_closed_to_strangers()
    {
        await using var hub = await TestHub.Start(endpoints: app => Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, "/forgotten", () => "secret"));

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await hub.Browser().Get("/forgotten")).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await (await hub.SignedIn(StaffRoles.Agent)).Get("/forgotten")).StatusCode);
    }

    private static List<RouteEndpoint> Endpoints(TestHub hub) =>
        [.. hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    private static bool IsForKeys(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal);

    private static IEnumerable<string> Names(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(method => $"{method} {endpoint.RoutePattern.RawText}");
}
