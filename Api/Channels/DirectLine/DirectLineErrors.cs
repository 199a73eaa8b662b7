using System.Globalization;
using ContactHub.Conversations;

namespace ContactHub.DirectLine;

/// <summary>A refusal: an HTTP status, and a code and a text for a developer.</summary>
public sealed class DirectLineException(int status, string code, string message, int? retryAfter = null) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Seconds to wait; null when waiting does not help.</summary>
    public int? RetryAfter { get; } = retryAfter;
}

/// <summary>Refusals in Direct Line's shape, <c>{"error":{"code","message"}}</c>; the codes are docs/direct-line.md's.</summary>
public static class DirectLineErrors
{
    public static DirectLineException BadArgument(string message) => new(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static DirectLineException Missing(string property) => new(StatusCodes.Status400BadRequest, "MissingProperty", $"'{property}' is missing.");

    public static DirectLineException Unauthorized(string message) => new(StatusCodes.Status401Unauthorized, "Unauthorized", message);

    public static DirectLineException Forbidden(string message) => new(StatusCodes.Status403Forbidden, "Forbidden", message);

    public static DirectLineException Expired() => new(StatusCodes.Status403Forbidden, "TokenExpired", "The token has expired.");

    public static DirectLineException NotFound() => new(StatusCodes.Status404NotFound, "NotFound", "There is no such conversation.");

    public static DirectLineException NoAttachments() => new(
        StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "Attachments are not taken; the message was not stored.");

    public static DirectLineException RateLimited(int seconds) => new(
        StatusCodes.Status429TooManyRequests, "RateLimited", $"Too many requests; try again in {seconds} seconds.", seconds);

    public static DirectLineException Unavailable() => new(
        StatusCodes.Status502BadGateway, "ServiceUnavailable", "The hub can't answer at the moment; try again with the same clientActivityID.");

    /// <summary>The refusal of a command.</summary>
    public static DirectLineException Of(CommandResult result) => result.Error switch
    {
        CommandError.NotFound => NotFound(),
        CommandError.Forbidden => Forbidden("Not allowed in this conversation."),
        CommandError.Empty => Missing("text"),
        CommandError.TooLong => BadArgument($"The text is longer than {ConversationLimits.CitizenText} characters."),
        CommandError.Unavailable or CommandError.Moved => Unavailable(),
        _ => BadArgument(result.Detail ?? "The activity is not allowed now."),
    };

    /// <summary>Writes the refusal as the answer.</summary>
    public static Task Write(HttpContext http, DirectLineException refusal)
    {
        http.Response.StatusCode = refusal.Status;
        http.Response.Headers.CacheControl = "no-store";
        if (refusal.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (refusal.Status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        return http.Response.WriteAsJsonAsync(new { error = new { code = refusal.Code, message = refusal.Message } });
    }

    /// <summary>The refusal for a status that nothing more specific was said about.</summary>
    public static DirectLineException OfStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => Unauthorized("A token is missing."),
        StatusCodes.Status403Forbidden => Forbidden("This token is not for that."),
        StatusCodes.Status404NotFound => new(status, "NotFound", "There is nothing here."),
        StatusCodes.Status405MethodNotAllowed => new(status, "BadArgument", "This method is not for this path."),
        StatusCodes.Status413PayloadTooLarge => new(status, "BadArgument", $"The body is larger than {DirectLineEndpoints.MaxBody} bytes."),
        >= 400 and < 500 => new(status, "BadArgument", "The request could not be read."),
        _ => new(status, "ServiceError", "The hub failed to answer."),
    };
}
