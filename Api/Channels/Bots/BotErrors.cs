using System.Globalization;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Realtime;
using ContactHub.Security;

namespace ContactHub.Bots;

/// <summary>A refusal in the Bot Connector's shape, <c>{"error":{"code","message"}}</c>; the codes are docs/bots.md's.</summary>
public sealed class BotException(int status, string code, string message, int? retryAfter = null) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Writes it as the answer.</summary>
    public Task Write(HttpContext http)
    {
        EdgeMetrics.Refused(Code, "http");
        http.Response.StatusCode = Status;
        http.Response.Headers.CacheControl = "no-store";
        if (retryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return http.Response.WriteAsJsonAsync(new { error = new { code = Code, message = Message } });
    }
}

internal static class BotErrors
{
    public static BotException NotFound(string message) => new(StatusCodes.Status404NotFound, "NotFound", message);

    public static BotException Bad(string message) => new(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static BotException RateLimited(int seconds) => new(StatusCodes.Status429TooManyRequests, "RateLimited", $"Too many requests; try again in {seconds} seconds.", seconds);

    /// <summary>Bots repeat a call after a 5xx, under no id of its own; the hub knows it again.</summary>
    public static BotException Unavailable() => new(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "The hub can't answer at the moment; try again.");

    /// <summary>Why a file was not taken.</summary>
    /// <param name="most">Bytes that it may have.</param>
    public static BotException Of(UploadResult refused, long most) => refused.Fault switch
    {
        UploadFault.TooLarge => new(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"A file has at most {most / FilesOptions.Megabyte} MB. Nothing was shown."),
        UploadFault.Unsupported => new(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "Files of this kind are not taken. Nothing was shown."),
        UploadFault.Infected => new(StatusCodes.Status422UnprocessableEntity, "BadArgument", "Malware was found in the file. Nothing was shown."),
        UploadFault.RateLimited => RateLimited(refused.Seconds),
        UploadFault.Unscanned => Unavailable(),
        _ => Bad("The file is empty."),
    };

    /// <summary>The refusal of a command.</summary>
    public static BotException Of(CommandResult result) => result.Error switch
    {
        CommandError.NotFound => NotFound("The bot has no such conversation or message."),
        CommandError.NotBotsTurn => new(StatusCodes.Status403Forbidden, "NotBotsTurn", "The conversation is not the bot's any more: people have it, or it is over. Nothing was shown."),
        CommandError.Moved => new(StatusCodes.Status403Forbidden, "NotBotsTurn", "The conversation was made a part of another one, which is not the bot's. Nothing was shown."),
        CommandError.TooLong => new(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"A message has at most {ConversationLimits.BotText} characters."),
        CommandError.Empty => Bad("The activity has nothing to show."),
        CommandError.Unavailable => Unavailable(),
        _ => Bad(result.Detail ?? "The activity is not allowed now."),
    };
}

/// <summary>Around every endpoint of bots: refusals in their shape.</summary>
internal sealed class BotFilter(BotCallers callers, ILogger<BotFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            await callers.Check(http);
            return await next(context);
        }
        catch (BotException e)
        {
            await e.Write(http);
        }
        catch (BadHttpRequestException e)
        {
            var isLarge = e.StatusCode == StatusCodes.Status413PayloadTooLarge;
            await new BotException(e.StatusCode, isLarge ? "MessageSizeTooBig" : "BadSyntax", isLarge ? "The body is too large." : "The request could not be read.").Write(http);
        }
        catch (Exception e) when (StorageFaults.IsPassing(e))
        {
            BotEdgeLog.Unavailable(logger, e, http.GetEndpoint()?.DisplayName ?? "unknown");
            await BotErrors.Unavailable().Write(http);
        }

        return Results.Empty;
    }
}

/// <summary>Log lines of bots' calls; ids 2550 to 2599.</summary>
internal static partial class BotEdgeLog
{
    [LoggerMessage(2550, LogLevel.Error, "A bot's call of {Endpoint}: the store or a grain did not answer; the bot was told to try again.")]
    public static partial void Unavailable(ILogger logger, Exception exception, string endpoint);

    [LoggerMessage(2551, LogLevel.Warning, "Bot {BotId}: a call was refused, because {Reason}.")]
    public static partial void Unauthorized(ILogger logger, string botId, string reason);

    [LoggerMessage(2552, LogLevel.Error, "Bot {BotId}: the keys of its tokens' issuer could not be read.")]
    public static partial void KeysUnavailable(ILogger logger, Exception exception, string botId);

    [LoggerMessage(2553, LogLevel.Warning, "Bot {BotId}: a file of its could not be fetched from {Host} ({Reason}); it is shown as a link.")]
    public static partial void NotFetched(ILogger logger, string botId, string host, string reason);
}
