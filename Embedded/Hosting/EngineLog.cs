using Microsoft.Extensions.Logging;

namespace ContactHub.Embedded;

/// <summary>The log lines of the engine. Keys of grains stay out of them: they may be personal data.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(9001, LogLevel.Information, "Grain engine started with {Classes} grain classes")]
    public static partial void Started(ILogger logger, int classes);

    [LoggerMessage(9002, LogLevel.Information, "Grain engine stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(9003, LogLevel.Warning, "Grain engine stopped before {Count} activations had ended")]
    public static partial void StoppedEarly(ILogger logger, int count);

    [LoggerMessage(9004, LogLevel.Error, "Activation of a {GrainType} grain failed")]
    public static partial void ActivationFailed(ILogger logger, Exception exception, string grainType);

    [LoggerMessage(9005, LogLevel.Error, "Deactivation of a {GrainType} grain failed")]
    public static partial void DeactivationFailed(ILogger logger, Exception exception, string grainType);

    [LoggerMessage(9006, LogLevel.Error, "A timer tick of a {GrainType} grain failed")]
    public static partial void TimerFailed(ILogger logger, Exception exception, string grainType);

    [LoggerMessage(9007, LogLevel.Error, "Reminder {Reminder} of a {GrainType} grain failed")]
    public static partial void ReminderFailed(ILogger logger, Exception exception, string reminder, string grainType);

    [LoggerMessage(9008, LogLevel.Warning, "One-way call {Interface}.{Method} failed")]
    public static partial void OneWayFailed(ILogger logger, Exception exception, string @interface, string method);

    [LoggerMessage(9009, LogLevel.Debug, "An observer failed and was dropped")]
    public static partial void ObserverDropped(ILogger logger, Exception exception);

    [LoggerMessage(9010, LogLevel.Warning, "Reminder {Reminder} names grain type {GrainType}, which no longer exists or takes no reminders")]
    public static partial void ReminderOrphaned(ILogger logger, string reminder, string grainType);
}
