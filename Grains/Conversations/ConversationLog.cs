using Microsoft.Extensions.Logging;

namespace ContactHub.Conversations;

/// <summary>Log lines of the conversation grain; ids 1000 to 1099. Never a text or a name.</summary>
internal static partial class ConversationLog
{
    [LoggerMessage(1000, LogLevel.Warning, "Conversation {ConversationId}: another writer was first (attempt {Attempt}); reloaded.")]
    public static partial void Conflict(ILogger logger, string conversationId, int attempt);

    [LoggerMessage(1001, LogLevel.Error, "Conversation {ConversationId}: the store took no write; the sender was told.")]
    public static partial void Unavailable(ILogger logger, Exception exception, string conversationId);

    [LoggerMessage(1002, LogLevel.Warning, "Conversation {ConversationId}: a hint to {Target} failed; it is repaired from the log.")]
    public static partial void HintFailed(ILogger logger, Exception exception, string conversationId, string target);
}
