namespace ContactHub.Email;

/// <summary>Log lines of mailboxes; ids 2200 to 2209.</summary>
internal static partial class MailboxLog
{
    [LoggerMessage(2200, LogLevel.Information, "Mailbox {Mailbox}: connected; it was read up to UID {Uid}.")]
    public static partial void Connected(ILogger logger, string mailbox, long uid);

    [LoggerMessage(2201, LogLevel.Warning, "Mailbox {Mailbox}: the server numbers its messages anew; all are read again, and recorded only if they are new.")]
    public static partial void ValidityChanged(ILogger logger, string mailbox);

    [LoggerMessage(2202, LogLevel.Warning, "Mailbox {Mailbox}: reading failed; trying again in {Pause}.")]
    public static partial void Failed(ILogger logger, Exception exception, string mailbox, TimeSpan pause);

    [LoggerMessage(2203, LogLevel.Error, "Mailbox {Mailbox}: the message with UID {Uid} was refused ({Reasons}); it stays in the mailbox without a flag.")]
    public static partial void Refused(ILogger logger, string mailbox, long uid, string reasons);

    [LoggerMessage(2204, LogLevel.Error, "Mailbox {Mailbox}: the message with UID {Uid} could not be taken; it stays in the mailbox without a flag.")]
    public static partial void NotTaken(ILogger logger, Exception exception, string mailbox, long uid);

    [LoggerMessage(2205, LogLevel.Error, "Mailbox {Mailbox}: the server did not give the message with UID {Uid} in {Times} tries; it is stepped over, and stays in the mailbox without a flag.")]
    public static partial void NotGiven(ILogger logger, string mailbox, long uid, int times);

    [LoggerMessage(2206, LogLevel.Warning, "Mailbox {Mailbox}: the message with UID {Uid} was recorded, and could not be flagged: {Reason}")]
    public static partial void NotFlagged(ILogger logger, string mailbox, long uid, string reason);
}
