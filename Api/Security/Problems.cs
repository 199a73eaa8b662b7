using System.Collections.Immutable;
using ContactHub.Texts;

namespace ContactHub.Security;

/// <summary>The refusals of the HTTP endpoints, by the protocol's codes; their texts may be shown to a person.</summary>
public static class Problems
{
    public static Refusal NotFound(StaffText detail) => Refuse(StatusCodes.Status404NotFound, "notFound", detail);

    public static Refusal Forbidden(StaffText detail) => Refuse(StatusCodes.Status403Forbidden, "forbidden", detail);

    public static Refusal Invalid(StaffText detail) => Refuse(StatusCodes.Status400BadRequest, "invalid", detail);

    /// <summary>All faults of the input at once, by the name of the member they belong to.</summary>
    public static Refusal Invalid(ImmutableDictionary<string, StaffText[]> errors) => new(StatusCodes.Status400BadRequest, "invalid", detail: null, errors);

    /// <summary>Too many requests; the text ends with the seconds to wait, as in the protocol's errors.</summary>
    public static Refusal RateLimited(int seconds) => Refuse(
        StatusCodes.Status429TooManyRequests, "rateLimited",
        new StaffText($"Çok fazla istek yapıldı; beklenecek saniye: {seconds}", $"Too many requests; seconds to wait: {seconds}"));

    /// <summary>Too many wrong passwords or codes.</summary>
    public static Refusal LockedOut() => Refuse(
        StatusCodes.Status423Locked, "lockedOut",
        new StaffText("Çok fazla hatalı deneme yapıldı; daha sonra yeniden deneyin.", "Too many wrong attempts; try again later."));

    /// <summary>A refusal with a status and a code of the protocol.</summary>
    public static Refusal Refuse(int status, string code, StaffText detail) => new(status, code, detail);

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
