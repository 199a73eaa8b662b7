namespace ContactHub.Email;

/// <summary>Log lines of sending mail; ids 2350 to 2359.</summary>
internal static partial class EmailChannelLog
{
    [LoggerMessage(2350, LogLevel.Warning, "Mailbox {Mailbox}: the SMTP server could not be used; what was to be sent is tried again.")]
    public static partial void ServerFailed(ILogger logger, Exception exception, string mailbox);

    [LoggerMessage(2351, LogLevel.Warning, "Delivery {Delivery}: the mail is sent, but that could not be kept in the timeline.")]
    public static partial void NotReported(ILogger logger, Exception? exception, string delivery);
}
