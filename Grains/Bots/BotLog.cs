using ContactHub.Conversations;
using Microsoft.Extensions.Logging;

namespace ContactHub.Bots;

/// <summary>Log lines of bots from outside; ids 2500 to 2549. Never a text or a name.</summary>
internal static partial class BotLog
{
    [LoggerMessage(2500, LogLevel.Warning, "Conversation {ConversationId}: bot {BotId} did not take an activity (status {Status}; 0: silent or not reached).")]
    public static partial void NotTold(ILogger logger, string conversationId, string botId, int status);

    [LoggerMessage(2501, LogLevel.Warning, "Conversation {ConversationId}: bot {BotId} did not answer; people take over ({Error}).")]
    public static partial void GaveUp(ILogger logger, string conversationId, string botId, CommandError error);

    [LoggerMessage(2502, LogLevel.Information, "Conversation {ConversationId}: what bot {BotId} said was not shown ({Error}).")]
    public static partial void Refused(ILogger logger, string conversationId, string botId, CommandError error);
}
