using ContactHub.Conversations;

namespace ContactHub.Phone;

/// <summary>Log lines of the phone channel; ids 2230 to 2304. Numbers and names are personal and never in them.</summary>
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

    [LoggerMessage(2230, LogLevel.Error, "Call {Call}: {Kind} could not be recorded ({Error}).")]
    public static partial void NotRecorded(ILogger logger, string call, CallKind kind, CommandError error);

    [LoggerMessage(2231, LogLevel.Error, "Nobody may be watching the Asterisk: this node could not begin; trying again in {Pause}.")]
    public static partial void NotWatching(ILogger logger, Exception exception, TimeSpan pause);

    [LoggerMessage(2232, LogLevel.Warning, "Call {Call} could not be shown at the desks now.")]
    public static partial void NotShown(ILogger logger, Exception exception, string call);

    [LoggerMessage(2234, LogLevel.Information, "Call {Call} was placed by a click.")]
    public static partial void Placed(ILogger logger, string call);

    [LoggerMessage(2235, LogLevel.Warning, "Call {Call} could not be placed.")]
    public static partial void NotPlaced(ILogger logger, Exception exception, string call);

    [LoggerMessage(2236, LogLevel.Warning, "Presences at the desks and pauses at the exchange could not be compared now.")]
    public static partial void NotCompared(ILogger logger, Exception exception);

    [LoggerMessage(2233, LogLevel.Warning, "The calls that last could not be shown again now.")]
    public static partial void NotRepeated(ILogger logger, Exception exception);
}
