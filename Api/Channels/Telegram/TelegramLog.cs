namespace ContactHub.Telegram;

/// <summary>Log lines of Telegram; ids 2600 to 2649. Never a token, a name or a text.</summary>
internal static partial class TelegramLog
{
    [LoggerMessage(2600, LogLevel.Information, "Telegram {Bot}: asking for updates.")]
    public static partial void Polling(ILogger logger, string bot);

    [LoggerMessage(2601, LogLevel.Warning, "Telegram {Bot}: {Method} failed with {Code}: {Description} Trying again in {Pause}.")]
    public static partial void CallFailed(ILogger logger, string bot, string method, int code, string? description, TimeSpan pause);

    [LoggerMessage(2602, LogLevel.Warning, "Telegram {Bot}: not reached or not handled; trying again in {Pause}.")]
    public static partial void Failed(ILogger logger, Exception exception, string bot, TimeSpan pause);

    [LoggerMessage(2603, LogLevel.Error, "Telegram {Bot}: update {Update} could not be handled {Attempts} times, and is left out.")]
    public static partial void LeftOut(ILogger logger, Exception exception, string bot, long update, int attempts);

    [LoggerMessage(2604, LogLevel.Warning, "Telegram {Bot}: update {Update} was refused: {Error}.")]
    public static partial void Refused(ILogger logger, string bot, long update, Conversations.CommandError error);

    [LoggerMessage(2605, LogLevel.Information, "Telegram {Bot}: calls the hub at {Address}.")]
    public static partial void WebhookSet(ILogger logger, string bot, string address);

    [LoggerMessage(2606, LogLevel.Warning, "A call in the name of Telegram's {Bot} had not its secret.")]
    public static partial void NotTelegram(ILogger logger, string bot);

    [LoggerMessage(2607, LogLevel.Debug, "Telegram {Bot}: {Method} did not succeed, which does no harm.")]
    public static partial void Harmless(ILogger logger, Exception? exception, string bot, string method);
}
