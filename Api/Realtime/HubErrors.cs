using System.Text.Json;
using ContactHub.Conversations;
using Microsoft.AspNetCore.SignalR;

namespace ContactHub.Realtime;

/// <summary>The one place that decides which error text a client sees: <c>code: text</c> (docs/protocol.md section 3).</summary>
public static class HubErrors
{
    public static HubException NotFound() => Of("notFound", "There is no such conversation.");

    public static HubException Forbidden() => Of("forbidden", "Not allowed.");

    public static HubException Invalid(string what) => Of("invalid", what);

    public static HubException Moved(string conversationId) => Of("moved", conversationId);

    public static HubException Unavailable() => Of("unavailable", Text(CommandError.Unavailable));

    public static HubException FileGone() => Of("fileGone", "A file is no longer there; attach it again.");

    public static HubException RateLimited(int seconds) => Of("rateLimited", $"Too many messages; try again in {seconds}");

    /// <summary>The receipt of a command, or its refusal as an exception.</summary>
    public static WireReceipt ReceiptOrThrow(this CommandResult result) => result.Succeeded
        ? new WireReceipt(result.Seq, result.At)
        : throw Of(JsonNamingPolicy.CamelCase.ConvertName(result.Error.ToString()), result.Detail ?? Text(result.Error));

    private static HubException Of(string code, string text)
    {
        EdgeMetrics.Refused(code, "hub");
        return new HubException($"{code}: {text}");
    }

    private static string Text(CommandError error) => error switch
    {
        CommandError.NotFound => "There is no such conversation.",
        CommandError.Forbidden => "Not allowed.",
        CommandError.Empty => "Something is missing.",
        CommandError.TooLong => "Too long.",
        CommandError.Resolved => "The conversation is resolved.",
        CommandError.NotOwner => "Somebody else has the conversation.",
        CommandError.NotBotsTurn => "The bot no longer has the turn.",
        CommandError.WindowClosed => "The channel takes no answer any more until the citizen writes again.",
        CommandError.Unavailable => "The hub can't store messages at the moment. Your text is kept; try again.",
        _ => "The value is not allowed.",
    };
}

/// <summary>Proof that something is stored.</summary>
public sealed record WireReceipt(long Seq, DateTimeOffset At);
