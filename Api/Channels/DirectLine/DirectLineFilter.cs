using ContactHub.Realtime;
using ContactHub.Security;

namespace ContactHub.DirectLine;

/// <summary>Around every endpoint: which pages may call, how often one conversation's client may, and refusals in Direct Line's shape.</summary>
internal sealed class DirectLineFilter(DirectLineCalls calls, ILogger<DirectLineFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            var caller = DirectLineAuthentication.CallerOf(http);
            if (!IsAllowed(http.Request, caller)) throw DirectLineErrors.Forbidden("This origin may not use the token.");
            if (caller.Token is { } token && calls.TryTake(token.CitizenId) is { } seconds) throw DirectLineErrors.RateLimited(seconds);
            return await next(context);
        }
        catch (DirectLineException e)
        {
            return await Refuse(http, e);
        }
        catch (BadHttpRequestException e)
        {
            return await Refuse(http, DirectLineErrors.OfStatus(e.StatusCode));
        }
        catch (Exception e) when (StorageFaults.IsPassing(e))
        {
            DirectLineLog.Unavailable(logger, e, http.GetEndpoint()?.DisplayName ?? "unknown");
            return await Refuse(http, DirectLineErrors.Unavailable());
        }
    }

    /// <summary>No origin means no browser. CORS keeps answers from other pages; this keeps their requests, and WebSockets, which CORS does not bind.</summary>
    private static bool IsAllowed(HttpRequest request, DirectLineCaller caller)
    {
        if (request.Headers.Origin is not [{ Length: > 0 } origin]) return true;
        if (caller.Token is { Origins.Length: > 0 } token) return Array.IndexOf(token.Origins, origin) >= 0;
        return origin == $"{request.Scheme}://{request.Host}" || Array.IndexOf(caller.Site.AllowedOrigins, origin) >= 0;
    }

    private static async Task<IResult> Refuse(HttpContext http, DirectLineException refusal)
    {
        EdgeMetrics.Refused(refusal.Code, "http");
        await DirectLineErrors.Write(http, refusal);
        return Results.Empty;
    }
}
