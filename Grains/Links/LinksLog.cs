using Microsoft.Extensions.Logging;

namespace ContactHub.Links;

/// <summary>Log lines of links; ids 2900 to 2909.</summary>
internal static partial class LinksLog
{
    [LoggerMessage(2900, LogLevel.Warning, "How the link to {Channel} {Place} stands could not be stored: {Reason}")]
    public static partial void NotStored(ILogger logger, string channel, string place, string reason);
}
