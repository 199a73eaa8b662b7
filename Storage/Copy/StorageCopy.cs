using Npgsql;

namespace ContactHub.Storage;

/// <summary>
/// Moves a hub's data from SQLite to PostgreSQL: every row of both databases with its ids, positions and sequences. Whether it is equal is
/// then read from both sides anew, and only an equal copy can be served.
/// </summary>
/// <param name="folder">The data folder to copy from; no hub may run on it.</param>
/// <param name="connectionString">Of the PostgreSQL database to copy to; it must be empty.</param>
/// <param name="progress">Gets lines that say how far it is.</param>
public sealed class StorageCopy(string folder, string connectionString, TextWriter progress, TimeProvider time)
{
    /// <summary>Events in one transaction, when nothing else is said.</summary>
    public const int BatchSize = 20_000;

    /// <summary>Copies, and compares afterwards.</summary>
    /// <param name="resume">Goes on with a copy that was interrupted: with the events where it stopped, with all other tables from their start.</param>
    /// <exception cref="StorageStartException">One of the databases cannot be used, is held by a hub, or is not empty.</exception>
    /// <exception cref="StorageCopyException">The source's log is damaged, or something in it cannot be kept by PostgreSQL.</exception>
    /// <exception cref="StorageUnavailableException">The connection broke; the copy can be resumed.</exception>
    public Task<CopyReport> Copy(bool resume, int batchSize = BatchSize, CancellationToken ct = default) => WithBoth(async (source, target) =>
    {
        await target.Check(resume);
        if (source.Verify() is { Count: > 0 } problems)
            throw new StorageCopyException("The log in the source is damaged; nothing was copied.\n" + string.Join('\n', problems.Take(50)));
        await target.Prepare(time, ct);
        var schema = await CopySchema.Read(source, target.Connection);
        var lines = new CopyProgress(progress, time);
        var writer = new CopyWriter(source, target, schema, lines);
        await writer.Events(batchSize, ct);
        await writer.Others(ct);
        var report = await new CopyComparer(source, target, schema, lines).Compare(ct);
        if (report.IsEqual) await CopyMarker.Remove(target.Connection);
        return report;
    }, ct);

    /// <summary>Compares only, for a copy that no hub has been started on yet.</summary>
    /// <exception cref="StorageStartException">One of the databases cannot be used, or is held by a hub.</exception>
    public Task<CopyReport> Compare(CancellationToken ct = default) => WithBoth(async (source, target) =>
        await new CopyComparer(source, target, await CopySchema.Read(source, target.Connection), new CopyProgress(progress, time)).Compare(ct), ct);

    private async Task<CopyReport> WithBoth(Func<CopySource, CopyTarget, Task<CopyReport>> work, CancellationToken ct)
    {
        using var source = await CopySource.Open(folder, time, ct);
        await using var target = await CopyTarget.Open(connectionString, time);
        try
        {
            return await work(source, target);
        }
        catch (NpgsqlException e)
        {
            throw new StorageUnavailableException($"PostgreSQL failed: {e.Message} A copy that had begun goes on with --resume.", e);
        }
    }
}
