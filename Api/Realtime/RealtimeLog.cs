namespace ContactHub.Realtime;

/// <summary>Log lines of the real-time edge; ids 2000 to 2099.</summary>
internal static partial class RealtimeLog
{
    [LoggerMessage(2000, LogLevel.Warning, "Conversation {ConversationId}: renewing the subscription failed; trying again in two minutes.")]
    public static partial void RenewFailed(ILogger logger, Exception exception, string conversationId);

    [LoggerMessage(2002, LogLevel.Error, "Hub method {Method}: the store or a grain did not answer; the client was told to try again.")]
    public static partial void MethodUnavailable(ILogger logger, Exception exception, string method);

    [LoggerMessage(2003, LogLevel.Error, "Hub method {Method} failed.")]
    public static partial void MethodFailed(ILogger logger, Exception exception, string method);

    [LoggerMessage(2004, LogLevel.Warning, "Conversation {ConversationId}: that somebody types could not be passed on.")]
    public static partial void TypingNotTold(ILogger logger, Exception exception, string conversationId);

    [LoggerMessage(2001, LogLevel.Error, "The desk's list feed failed; it goes on from position {Position}.")]
    public static partial void InboxFailed(ILogger logger, Exception exception, long position);
}
