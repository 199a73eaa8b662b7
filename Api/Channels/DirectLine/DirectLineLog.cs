namespace ContactHub.DirectLine;

/// <summary>Log lines of Direct Line; ids 2200 to 2299.</summary>
internal static partial class DirectLineLog
{
    [LoggerMessage(2200, LogLevel.Warning, "Conversation {ConversationId}: renewing a Direct Line subscription failed; trying again in two minutes.")]
    public static partial void RenewFailed(ILogger logger, Exception exception, string conversationId);

    [LoggerMessage(2201, LogLevel.Error, "Conversation {ConversationId}: the store or a grain did not answer; a Direct Line stream was closed, and its client comes back.")]
    public static partial void StreamUnavailable(ILogger logger, Exception exception, string conversationId);

    [LoggerMessage(2202, LogLevel.Error, "Direct Line {Endpoint}: the store or a grain did not answer; the client was told to try again.")]
    public static partial void Unavailable(ILogger logger, Exception exception, string endpoint);
}
