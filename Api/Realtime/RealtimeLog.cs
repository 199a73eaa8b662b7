namespace ContactHub.Realtime;

/// <summary>Log lines of the real-time edge; ids 2000 to 2099.</summary>
internal static partial class RealtimeLog
{
    [LoggerMessage(2000, LogLevel.Warning, "Conversation {ConversationId}: renewing the subscription failed; trying again in two minutes.")]
    public static partial void RenewFailed(ILogger logger, Exception exception, string conversationId);

    [LoggerMessage(2001, LogLevel.Error, "The desk's list feed failed; it goes on from position {Position}.")]
    public static partial void InboxFailed(ILogger logger, Exception exception, long position);
}
