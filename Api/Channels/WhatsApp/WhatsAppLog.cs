namespace ContactHub.WhatsApp;

/// <summary>Log lines of WhatsApp; ids 2650 to 2699. Never a token, a number of a citizen, a name or a text.</summary>
internal static partial class WhatsAppLog
{
    [LoggerMessage(2650, LogLevel.Warning, "A call in the name of WhatsApp was not signed with the app's secret.")]
    public static partial void NotWhatsApp(ILogger logger);

    [LoggerMessage(2651, LogLevel.Warning, "WhatsApp asked for the webhook's address with a wrong verify token.")]
    public static partial void NotVerified(ILogger logger);

    [LoggerMessage(2652, LogLevel.Warning, "WhatsApp told {Count} things of numbers that are not in the settings, or of nobody; they are left out.")]
    public static partial void Unknown(ILogger logger, int count);

    [LoggerMessage(2653, LogLevel.Warning, "WhatsApp: something is left out because the number {Number} is not in the settings any more.")]
    public static partial void NumberGone(ILogger logger, string number);

    [LoggerMessage(2654, LogLevel.Warning, "WhatsApp {Number}: a message was refused: {Error}.")]
    public static partial void Refused(ILogger logger, string number, Conversations.CommandError error);

    [LoggerMessage(2655, LogLevel.Warning, "WhatsApp: what was told as {Id} could not be handled; trying again in {Pause}.")]
    public static partial void Failed(ILogger logger, Exception exception, long id, TimeSpan pause);

    [LoggerMessage(2656, LogLevel.Error, "WhatsApp: what was told as {Id} could not be handled {Attempts} times, and is left out.")]
    public static partial void LeftOut(ILogger logger, Exception exception, long id, int attempts);

    [LoggerMessage(2657, LogLevel.Warning, "WhatsApp: the inbox can't be read; trying again in {Pause}.")]
    public static partial void NotRead(ILogger logger, Exception exception, TimeSpan pause);

    [LoggerMessage(2658, LogLevel.Debug, "WhatsApp {Number}: {What} did not succeed, which does no harm.")]
    public static partial void Harmless(ILogger logger, Exception? exception, string number, string what);

    [LoggerMessage(2660, LogLevel.Warning, "WhatsApp {Number}: its templates can't be had: {Why}")]
    public static partial void NoTemplates(ILogger logger, string number, string why);

    [LoggerMessage(2659, LogLevel.Information, "WhatsApp: this node does what was told.")]
    public static partial void Working(ILogger logger);
}
