using ContactHub.ApiKeys;
using ContactHub.Security;
using Microsoft.AspNetCore.Mvc;

namespace ContactHub.OpenApi;

/// <summary>Maps <c>/api/v1</c> (docs/api.md): what other systems do with a key. No cookie opens any of it.</summary>
public static class OpenApiEndpoints
{
    /// <summary>Where it begins.</summary>
    public const string Root = "/api/v1";

    /// <summary>Maps what a key may ask.</summary>
    public static IEndpointRouteBuilder MapContactHubOpenApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Root)
            .RequireRateLimiting(RateLimits.OpenApi)
            .WithMetadata(new RequestSizeLimitAttribute(EndpointLimits.MaxBody))
            .AddEndpointFilter((context, next) =>
            {
                context.HttpContext.Response.Headers.CacheControl = "no-store";
                return next(context);
            });
        DocumentSetup.Map(api);
        KeyEndpoints.Map(api);
        DirectoryEndpoints.Map(api);
        ContactEndpoints.Map(api);
        ConversationEndpoints.Map(api);
        TimelineEndpoints.Map(api);
        CommandEndpoints.Map(api);
        MessageEndpoints.Map(api);
        FileEndpoints.Map(api);
        UnknownRequests.Map(api);
        return app;
    }

    /// <summary>Lets keys with a scope pass.</summary>
    internal static TBuilder RequireScope<TBuilder>(this TBuilder builder, string scope) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(ApiScopes.Policy(scope));
}
