using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Security;

/// <summary>Refusals as problem documents (RFC 9457) with the protocol's <c>code</c>; <c>detail</c> may be shown to a person.</summary>
public static class Problems
{
    public static ProblemHttpResult NotFound(string detail) => Refuse(StatusCodes.Status404NotFound, "notFound", detail);

    public static ProblemHttpResult Forbidden(string detail) => Refuse(StatusCodes.Status403Forbidden, "forbidden", detail);

    public static ProblemHttpResult Invalid(string detail) => Refuse(StatusCodes.Status400BadRequest, "invalid", detail);

    /// <summary>All faults of the input at once, by the name of the member they belong to.</summary>
    public static ProblemHttpResult Invalid(ImmutableDictionary<string, string[]> errors) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        title: "Bad Request",
        detail: string.Join(' ', errors.OrderBy(e => e.Key, StringComparer.Ordinal).SelectMany(e => e.Value)),
        extensions: new Dictionary<string, object?> { ["code"] = "invalid", ["errors"] = errors });

    /// <summary>Too many requests; the text ends with the seconds to wait, as in the protocol's errors.</summary>
    public static ProblemHttpResult RateLimited(int seconds) => Refuse(StatusCodes.Status429TooManyRequests, "rateLimited", RateLimitedDetail(seconds));

    internal static string RateLimitedDetail(int seconds) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Too many requests; seconds to wait: {seconds}");

    /// <summary>A refusal with a status and a code of the protocol.</summary>
    public static ProblemHttpResult Refuse(int status, string code, string detail) =>
        TypedResults.Problem(statusCode: status, detail: detail, extensions: new Dictionary<string, object?> { ["code"] = code });

    /// <summary>The code of a status for which nothing more specific was said.</summary>
    public static string CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "unauthorized",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "notFound",
        StatusCodes.Status413PayloadTooLarge => "tooLong",
        StatusCodes.Status429TooManyRequests => "rateLimited",
        StatusCodes.Status503ServiceUnavailable => "unavailable",
        >= 400 and < 500 => "invalid",
        _ => "fault",
    };
}
