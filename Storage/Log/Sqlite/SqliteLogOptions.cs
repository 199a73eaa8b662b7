namespace ContactHub.Storage;

/// <summary>How the SQLite log trades memory and checkpoint frequency for speed.</summary>
public sealed record SqliteLogOptions
{
    /// <summary>Most writes in one transaction.</summary>
    public int MaxBatch { get; init; } = 1000;

    /// <summary>Page cache of the writer, in KiB.</summary>
    public int CacheKiB { get; init; } = 64 * 1024;

    /// <summary>Pages in the write-ahead log at which it is copied into the database. Late, because pages are overwritten many times.</summary>
    public int CheckpointPages { get; init; } = 10_000;

    /// <summary>Size of the write-ahead log, in bytes, at which readers are made to let go of it so that it starts anew.</summary>
    public long MaxWalBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>How long the writer waits for another program's lock before it gives up.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Conversations whose heads are kept in memory.</summary>
    public int CachedHeads { get; init; } = 200_000;

    /// <summary>Reads that run at the same time.</summary>
    public int Readers { get; init; } = 8;
}
