namespace ContactHub.Messengers;

/// <summary>Log lines that all messengers share; ids 2700 to 2719. Never a name, a number or a text.</summary>
internal static partial class MessengerLog
{
    [LoggerMessage(2700, LogLevel.Debug, "That an agent reads or types was not shown in a messenger, which does no harm.")]
    public static partial void NotShown(ILogger logger, Exception exception);

    [LoggerMessage(2702, LogLevel.Warning, "What a messenger calls a message by could not be kept; answers to it won't say what they answer.")]
    public static partial void NotNoted(ILogger logger, Exception exception);

    [LoggerMessage(2701, LogLevel.Warning, "{Channel} {Account}: a pressed button was refused: {Error}.")]
    public static partial void Refused(ILogger logger, string channel, string account, Conversations.CommandError error);
}
