using System.Collections.Concurrent;
using System.Globalization;
using ContactHub.Security;

namespace ContactHub.ApiKeys;

/// <summary>How much of a window is left.</summary>
/// <param name="Remaining">Requests; below zero when this one was too many.</param>
/// <param name="ResetSeconds">Whole seconds until the next window, at least one.</param>
public readonly record struct ApiQuota(int Limit, int Remaining, int ResetSeconds);

/// <summary>
/// Counts each key's requests in windows of a minute, at this node. Every answer to a key says how much is left, in the fields of
/// draft-ietf-httpapi-ratelimit-headers-10.
/// </summary>
public sealed class ApiKeyLimits(TimeProvider time)
{
    /// <summary>How long a window is.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    // One for each key that was ever let in here; administrators make them, so they are few.
    private readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.Ordinal);

    /// <summary>Counts a request.</summary>
    public ApiQuota Take(ApiKey key)
    {
        var now = time.GetTimestamp();
        var window = _windows.AddOrUpdate(
            key.Id, static (_, now) => new Window(now, 1),
            (_, old, now) => time.GetElapsedTime(old.Start, now) >= Span ? new Window(now, 1) : old with { Count = old.Count + 1 }, now);
        var left = Span - time.GetElapsedTime(window.Start, now);
        return new ApiQuota(key.PerMinute, key.PerMinute - window.Count, Math.Max(1, (int)Math.Ceiling(left.TotalSeconds)));
    }

    /// <summary>Tells the caller, and refuses what is too many.</summary>
    public Task Pass(HttpContext context, RequestDelegate next)
    {
        if (ApiCaller.TryOf(context) is not { } caller) return next(context);
        var quota = Take(caller.Key);
        context.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"key\";q={quota.Limit};w={(int)Span.TotalSeconds}");
        context.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"key\";r={Math.Max(0, quota.Remaining)};t={quota.ResetSeconds}");
        if (quota.Remaining >= 0) return next(context);
        context.Response.Headers.RetryAfter = quota.ResetSeconds.ToString(CultureInfo.InvariantCulture);
        return Problems.RateLimited(quota.ResetSeconds).ExecuteAsync(context);
    }

    private sealed record Window(long Start, int Count);
}
