namespace ContactHub.Phone;

/// <summary>Log lines of the phone channel; ids 2300 to 2399. Numbers and names are personal and never in them.</summary>
internal static partial class PhoneLog
{
    [LoggerMessage(2300, LogLevel.Information, "The Asterisk is connected; {Calls} call(s) under way.")]
    public static partial void Connected(ILogger logger, int calls);

    [LoggerMessage(2301, LogLevel.Warning, "No connection to the Asterisk: {Reason} Trying again.")]
    public static partial void Disconnected(ILogger logger, string reason);

    [LoggerMessage(2302, LogLevel.Error, "Call {Call}: event {Seq} could not be handed on; trying again.")]
    public static partial void SinkFailed(ILogger logger, Exception exception, string call, int seq);

    [LoggerMessage(2303, LogLevel.Information, "Call {Call}: {Kind}.")]
    public static partial void Happened(ILogger logger, string call, CallKind kind);

    [LoggerMessage(2304, LogLevel.Warning, "A call report of {Provider} was refused: {Reason}.")]
    public static partial void Refused(ILogger logger, string provider, string reason);
}
