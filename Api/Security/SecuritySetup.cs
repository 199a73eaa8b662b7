using System.Net;
using ContactHub.Configuration;
using ContactHub.Realtime;
using ContactHub.Texts;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ContactHub.Security;

/// <summary>What protects every request, whatever answers it.</summary>
public static class SecuritySetup
{
    private static readonly StaffText Unreadable = new(
        "İstek okunamadı: gövde eksik ya da beklenen JSON değil, ya da adresteki bir değerin türü yanlış.",
        "The request can't be read: its body is missing or not the JSON that is expected, or a value in the address is of a wrong kind.");

    /// <summary>Adds rate limits, a bound on request bodies, problem documents and, when proxies are trusted, forwarded headers.</summary>
    public static IServiceCollection AddContactHubSecurity(this IServiceCollection services, NetworkOptions network)
    {
        services.AddHubRateLimits();
        services.AddExceptionHandler<StorageFaults>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var extensions = context.ProblemDetails.Extensions;
            extensions.TryAdd("code", Problems.CodeOf(context.ProblemDetails.Status ?? StatusCodes.Status500InternalServerError));
            // What could not even be read is refused by the framework, which says nothing to whoever sent it.
            if (context.ProblemDetails is { Status: StatusCodes.Status400BadRequest, Detail: null }) context.ProblemDetails.Detail = Unreadable.In(DeskLanguage.Of(context.HttpContext.Request));
            EdgeMetrics.Refused(extensions["code"] as string ?? "fault", "http");
        });
        // A body over the limit is found out while it is read.
        services.Configure<ExceptionHandlerOptions>(options =>
            options.StatusCodeSelector = e => e is Microsoft.AspNetCore.Http.BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError);
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
