namespace ContactHub.Outbound;

/// <summary>Log lines of the outbox; ids 2400 to 2449.</summary>
internal static partial class OutboundLog
{
    [LoggerMessage(2400, LogLevel.Error, "Outbound channel {Channel}: the event at {Position} could not be looked at; trying again in {Pause}.")]
    public static partial void NotSelected(ILogger logger, Exception exception, string channel, long position, TimeSpan pause);

    [LoggerMessage(2401, LogLevel.Error, "The event log could not be followed; trying again in {Pause}.")]
    public static partial void NotFollowed(ILogger logger, Exception exception, TimeSpan pause);

    [LoggerMessage(2402, LogLevel.Warning, "Outbound channel {Channel} at {Position} is ahead of the log, which an older backup has replaced; it goes on at the log's end.")]
    public static partial void AheadOfLog(ILogger logger, string channel, long position);

    [LoggerMessage(2403, LogLevel.Error, "Outbound channel {Channel}: deliveries could not be taken; trying again in {Pause}.")]
    public static partial void NotTaken(ILogger logger, Exception exception, string channel, TimeSpan pause);

    [LoggerMessage(2404, LogLevel.Warning, "Outbound channel {Channel}: sending {Delivery} failed.")]
    public static partial void SendFailed(ILogger logger, Exception exception, string channel, string delivery);

    [LoggerMessage(2405, LogLevel.Warning, "Outbound channel {Channel}: {Delivery} took longer than {Timeout}.")]
    public static partial void TimedOut(ILogger logger, string channel, string delivery, TimeSpan timeout);

    [LoggerMessage(2406, LogLevel.Warning, "Outbound channel {Channel}: {Delivery} was given up after {Attempts} attempts (code {Code}).")]
    public static partial void GivenUp(ILogger logger, string channel, string delivery, int attempts, string? code);

    [LoggerMessage(2407, LogLevel.Error, "Outbound channel {Channel}: it could not take in that {Delivery} was given up; it is told again.")]
    public static partial void NotTold(ILogger logger, Exception exception, string channel, string delivery);

    [LoggerMessage(2408, LogLevel.Error, "Outbound channel {Channel}: what became of {Delivery} could not be kept; it is sent again.")]
    public static partial void NotKept(ILogger logger, Exception? exception, string channel, string delivery);

    [LoggerMessage(2409, LogLevel.Information, "Outbound channel {Channel}: {Count} old deliveries were removed from the delivery log.")]
    public static partial void Pruned(ILogger logger, string channel, int count);

    [LoggerMessage(2410, LogLevel.Information, "This node follows the event log for outbound deliveries.")]
    public static partial void Following(ILogger logger);
}
