namespace ContactHub.Files;

/// <summary>What uploads log: never a name, never whose.</summary>
internal static partial class FilesLog
{
    [LoggerMessage(2850, LogLevel.Warning, "An upload was refused: the virus scanner found something in it.")]
    public static partial void Infected(ILogger logger);

    [LoggerMessage(2851, LogLevel.Error, "An upload was refused because it could not be scanned for viruses.")]
    public static partial void Unscanned(ILogger logger, Exception exception);

    [LoggerMessage(2852, LogLevel.Information, "Removed {Files} uploaded files that were not sent within a day.")]
    public static partial void Swept(ILogger logger, int files);

    [LoggerMessage(2853, LogLevel.Warning, "Uploaded files that were not sent could not be removed; trying again in an hour.")]
    public static partial void NotSwept(ILogger logger, Exception exception);
}
