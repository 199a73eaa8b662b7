namespace ContactHub.Storage;

/// <summary>How the PostgreSQL log batches, and how long it waits.</summary>
public sealed record PostgresLogOptions
{
    /// <summary>Most writes in one transaction.</summary>
    public int MaxBatch { get; init; } = 1000;

    /// <summary>How long one round trip may take, waiting for another process's append included.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the log tries to learn what became of a commit whose connection broke.</summary>
    public TimeSpan OutcomeTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between two attempts to reconnect.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Who else may write the log meanwhile.</summary>
    public LogSharing Sharing { get; init; } = LogSharing.Unguarded;

    /// <summary>How long a lock is waited for whose holder may just be ending.</summary>
    public TimeSpan HoldTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often a guarded log that has nothing to write makes sure that its session is still there.</summary>
    public TimeSpan HoldCheck { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Conversations whose heads are kept in memory.</summary>
    public int CachedHeads { get; init; } = 200_000;
}
