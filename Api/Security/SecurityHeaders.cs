using ContactHub.Bots;
using ContactHub.Visitors;

namespace ContactHub.Security;

/// <summary>
/// Headers that tell browsers what pages of the hub may do. Everything comes from the hub's own origin; nobody may frame it, except the widget's
/// frame, which the configured sites may.
/// </summary>
public static class SecurityHeaders
{
    private const string FramePage = "/widget/frame.html";

    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors ";

    /// <summary>Adds the headers to every answer, before it is written.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
    {
        var sites = app.ApplicationServices.GetRequiredService<Sites>();
        // Hosts whose pictures bots may show on cards; they were checked at start.
        var hosts = app.ApplicationServices.GetRequiredService<BotRegistry>().All.SelectMany(bot => bot.ImageHosts).Distinct(StringComparer.OrdinalIgnoreCase);
        var policy = $"img-src {string.Join(' ', hosts.Select(host => "https://" + host).Prepend("'self' data: blob:"))}; {Policy}";
        return app.Use((context, next) =>
        {
            // At the last moment, so that an answer that is begun anew after a fault has them too.
            context.Response.OnStarting(() =>
            {
                Add(context, policy, sites);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static void Add(HttpContext context, string policy, Sites sites)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        // A mail has a stricter one of its own, and so has a file below.
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = policy + Ancestors(context.Request, sites);
        // The loader script is fetched by pages of other origins, which may demand that it says so.
        if (context.Request.Path.StartsWithSegments("/widget", StringComparison.Ordinal)) headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        else headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    private static string Ancestors(HttpRequest request, Sites sites)
    {
        if (!request.Path.Equals(FramePage, StringComparison.Ordinal)) return "'none'";
        var framers = sites.Find(request.Query["site"]) is { } site ? [site] : sites.All;
        // 'self' is the demo page. Origins were checked at start, so they hold nothing that would end the directive.
        return string.Join(' ', framers.SelectMany(s => s.AllowedOrigins).Distinct(StringComparer.Ordinal).Prepend("'self'"));
    }
}
