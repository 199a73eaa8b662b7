using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactHub.Storage;

/// <summary>
/// Keeps the projections up with the log. Several processes may run it: whoever holds a projection's checkpoint applies, the others then find
/// nothing left to do; one that a newer release has taken over is left alone. A failure is logged and tried again; the log itself never waits for a projection.
/// </summary>
public sealed partial class ProjectionRunner(
    IEventLog log, HubDatabase database, IEnumerable<IProjection> projections, TimeProvider time, ILogger<ProjectionRunner> logger) : BackgroundService
{
    private const int BatchSize = 5_000;

    /// <summary>Commits that come within this time are applied together: many events of one conversation then cost one row.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<IProjection> _projections = [.. projections];

    /// <summary>Those that a newer release keeps: it is said once.</summary>
    private readonly ConcurrentDictionary<string, bool> _leftAlone = new(StringComparer.Ordinal);

    /// <summary>Applies everything that is in the log now to every projection.</summary>
    public async Task CatchUp(CancellationToken ct = default)
    {
        foreach (var projection in _projections)
        {
            while (await Advance(projection, ct))
            {
            }
        }
    }

    /// <summary>Empties a projection and derives it anew. Until it has caught up, readers see it incomplete.</summary>
    /// <exception cref="ArgumentException">There is no projection of that name.</exception>
    public async Task Rebuild(string name, CancellationToken ct = default)
    {
        var projection = _projections.FirstOrDefault(p => p.Name == name)
            ?? throw new ArgumentException($"There is no projection '{name}'; there are: {string.Join(", ", _projections.Select(p => p.Name))}.", nameof(name));
        await using (var connection = await database.Open(ct))
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await ProjectionCheckpoint.Lock(database, connection, transaction, projection);
            await Reset(projection, connection, transaction);
            await transaction.CommitAsync(ct);
        }

        while (await Advance(projection, ct))
        {
        }

        Rebuilt(name);
    }

    /// <summary>Derives every projection anew.</summary>
    public async Task RebuildAll(CancellationToken ct = default)
    {
        foreach (var projection in _projections) await Rebuild(projection.Name, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var woken = new SemaphoreSlim(1, 1);
        void Wake(long position)
        {
            lock (woken)
            {
                if (woken.CurrentCount == 0) woken.Release();
            }
        }

        log.Committed += Wake;
        try
        {
            while (true)
            {
                await woken.WaitAsync(stoppingToken);
                try
                {
                    await CatchUp(stoppingToken);
                    await Task.Delay(Pause, time, stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    // Of any kind: a faulty report must not stop the conversations.
                    Failed(e);
                    await Task.Delay(RetryAfter, time, stoppingToken);
                    Wake(0);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; the checkpoints say where to go on.
        }
        finally
        {
            log.Committed -= Wake;
        }
    }

    /// <summary>Applies one batch; true when there may be more.</summary>
    private async Task<bool> Advance(IProjection projection, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var (position, version) = await ProjectionCheckpoint.Lock(database, connection, transaction, projection);
        if (version > projection.Version)
        {
            if (_leftAlone.TryAdd(projection.Name, true)) OfNewerVersion(projection.Name, version);
            return false;
        }

        if (version < projection.Version)
        {
            OfOlderVersion(projection.Name, version);
            await Reset(projection, connection, transaction);
            await transaction.CommitAsync(ct);
            return true;
        }

        if (position > await log.LastPosition(ct))
        {
            // The log is older than the projection: a backup of it has been put back.
            AheadOfLog(projection.Name, position);
            await Reset(projection, connection, transaction);
            await transaction.CommitAsync(ct);
            return true;
        }

        var events = await log.ReadAll(position, BatchSize, ct);
        if (events.Count == 0) return false;
        await projection.Apply(connection, transaction, events);
        await ProjectionCheckpoint.Move(connection, transaction, projection.Name, events[^1].Position);
        await transaction.CommitAsync(ct);
        return events.Count == BatchSize;
    }

    private static async Task Reset(IProjection projection, DbConnection connection, DbTransaction transaction)
    {
        await projection.Reset(connection, transaction);
        await ProjectionCheckpoint.Restart(connection, transaction, projection);
    }

    [LoggerMessage(EventId = 3040, Level = LogLevel.Error, Message = "Projections could not be brought up to date; trying again")]
    private partial void Failed(Exception exception);

    [LoggerMessage(EventId = 3041, Level = LogLevel.Warning, Message = "Projection {Name} at {Position} is ahead of the log and is rebuilt")]
    private partial void AheadOfLog(string name, long position);

    [LoggerMessage(EventId = 3042, Level = LogLevel.Information, Message = "Projection {Name} has been rebuilt")]
    private partial void Rebuilt(string name);

    [LoggerMessage(EventId = 3043, Level = LogLevel.Information, Message = "Projection {Name} is of the older version {Version} and is derived anew")]
    private partial void OfOlderVersion(string name, int version);

    [LoggerMessage(EventId = 3044, Level = LogLevel.Warning, Message = "Projection {Name} is of the newer version {Version}; a newer release keeps it, this one leaves it alone")]
    private partial void OfNewerVersion(string name, int version);
}
