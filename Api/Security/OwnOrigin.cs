using ContactHub.Texts;

namespace ContactHub.Security;

/// <summary>
/// WebSockets are not bound by CORS, and <c>SameSite=Lax</c> lets the cookie through from other hosts of the same site (a municipality has many).
/// So what the cookie opens must be asked for by a page of the hub itself. No Origin header means no browser, which has no cookie to misuse.
/// </summary>
public static class OwnOrigin
{
    private static readonly PathString[] Guarded = ["/hubs/desk", "/api/account", "/api/desk", "/api/admin"];

    /// <summary>Refuses requests that another origin's page makes to the staff's part of the hub.</summary>
    public static IApplicationBuilder UseOwnOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (!Guarded.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)) || IsOwn(request)) return next(context);
        return Problems.Forbidden(
            new StaffText("Bu yalnızca sunucunun kendi sayfaları içindir.", "This is only for pages of the hub itself.")).ExecuteAsync(context);
    });

    // Only the host counts: behind a TLS proxy the hub may be asked by http for a page that the browser has by https.
    private static bool IsOwn(HttpRequest request) =>
        request.Headers.Origin is not [{ Length: > 0 } origin]
        || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
}
