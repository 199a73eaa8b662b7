namespace ContactHub.Storage;

/// <summary>Who else may write an event log in PostgreSQL while this process has it open. On SQLite it is always this process alone.</summary>
public enum LogSharing
{
    /// <summary>Keeps nobody out and is kept out by nobody: commands that may run beside a hub.</summary>
    Unguarded,

    /// <summary>A node of a cluster: others of its kind may write too, a hub that wants the log for itself may not.</summary>
    Shared,

    /// <summary>A hub of one process: nobody else.</summary>
    Exclusive,
}
