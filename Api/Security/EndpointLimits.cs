using Microsoft.AspNetCore.Mvc;

namespace ContactHub.Security;

/// <summary>What every group of JSON endpoints for staff starts with.</summary>
public static class EndpointLimits
{
    /// <summary>Largest request body, in bytes.</summary>
    public const long MaxBody = 256 * 1024;

    /// <summary>A group that needs a policy, counts requests, wants the hub's header and bounds the body. Nothing in it may be cached.</summary>
    public static RouteGroupBuilder MapStaffGroup(this IEndpointRouteBuilder app, string prefix, string policy, string rateLimit = RateLimits.Staff) =>
        app.MapGroup(prefix)
            .RequireAuthorization(policy)
            .RequireRateLimiting(rateLimit)
            .RequireHubHeader()
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody))
            .AddEndpointFilter(async (context, next) =>
            {
                context.HttpContext.Response.Headers.CacheControl = "no-store";
                return await next(context);
            });
}
