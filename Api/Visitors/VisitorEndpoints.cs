using ContactHub.Files;
using ContactHub.Routing;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Visitors;

/// <summary>A citizen's HTTP endpoints (docs/protocol.md section 4). Open doors: the token is what they hand out.</summary>
public static class VisitorEndpoints
{
    public static IEndpointRouteBuilder MapContactHubVisitors(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/visitor").AllowAnonymous();
        group.MapPost("/session", Session).RequireRateLimiting(RateLimits.Session);
        group.MapGet("/config", Config);
        app.MapHub<VisitorHub>("/hubs/visitor", options => options.ApplicationMaxBufferSize = 64 * 1024);
        return app;
    }

    private static async Task<Results<Ok<SessionAnswer>, Refusal>> Session(
        SessionRequest request, HttpContext http, Sites sites, VisitorSessions sessions)
    {
        if (sites.Find(request.Site) is not { } site) return UnknownSite();
        if (!MayEmbed(http, site)) return Problems.Forbidden(new StaffText("Bu kaynak sohbet penceresini taşıyamaz.", "This origin may not carry the widget."));
        var (session, refusal) = await sessions.Make(site, request);
        return session is null ? Problems.Refuse(StatusCodes.Status401Unauthorized, "unauthorized", refusal!) : TypedResults.Ok(session);
    }

    private static async Task<Results<Ok<SiteConfig>, Refusal>> Config(
        string? site, HttpContext http, Sites sites, OpeningHoursSource hours, FilesOptions files, TimeProvider clock)
    {
        if (sites.Find(site) is not { } found) return UnknownSite();
        var open = await hours.For(found.Department);
        var now = clock.GetUtcNow();
        http.Response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Ok(new SiteConfig(
            found.Id, found.Title, found.Greeting, found.Color, open.IsOpen(now), OpeningHoursJson.Text(open.Today(now)), found.PrivacyUrl, found.Languages,
            found.Uploads ? files.CitizenLimit : null));
    }

    private static Refusal UnknownSite() => Problems.NotFound(new StaffText("Böyle bir site yok.", "There is no such site."));

    /// <summary>The widget's frame is on the hub's own origin; a site may also ask from its own pages. No origin means no browser.</summary>
    private static bool MayEmbed(HttpContext http, SiteOptions site)
    {
        if (http.Request.Headers.Origin is not [{ Length: > 0 } origin]) return true;
        return origin == $"{http.Request.Scheme}://{http.Request.Host}" || Array.IndexOf(site.AllowedOrigins, origin) >= 0;
    }
}

/// <summary>What the widget needs to know of its site.</summary>
public sealed record SiteConfig(
    string Site, LocalText Title, LocalText Greeting, string Color, bool Open, string Hours, string PrivacyUrl, string[] Languages, UploadLimit? Uploads);
