using System.Net;
using ContactHub.Configuration;
using ContactHub.Realtime;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ContactHub.Security;

/// <summary>What protects every request, whatever answers it.</summary>
public static class SecuritySetup
{
    /// <summary>Adds rate limits, a bound on request bodies, problem documents and, when proxies are trusted, forwarded headers.</summary>
    public static IServiceCollection AddContactHubSecurity(this IServiceCollection services, NetworkOptions network)
    {
        services.AddHubRateLimits();
        services.AddExceptionHandler<StorageFaults>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var extensions = context.ProblemDetails.Extensions;
            extensions.TryAdd("code", Problems.CodeOf(context.ProblemDetails.Status ?? StatusCodes.Status500InternalServerError));
            EdgeMetrics.Refused(extensions["code"] as string ?? "fault", "http");
        });
        services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = EndpointLimits.MaxBody;
        });
        // Malformed JSON is the caller's fault in development too.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in network.TrustedProxies) options.KnownProxies.Add(IPAddress.Parse(proxy));
            options.ForwardedHeaders = network.TrustedProxies.Length == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        });
        return services;
    }

    /// <summary>First in the pipeline: true addresses, headers, faults as problem documents, and only own pages for staff.</summary>
    public static IApplicationBuilder UseContactHubSecurity(this IApplicationBuilder app)
    {
        app.UseForwardedHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseSecurityHeaders();
        app.UseOwnOrigin();
        return app;
    }
}
