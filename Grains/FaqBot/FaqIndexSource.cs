using System.Data.Common;
using ContactHub.Storage;
using Microsoft.Extensions.Logging;

namespace ContactHub.FaqBot;

/// <summary>
/// The FAQ in force, indexed in memory. A change made by this process holds from the next message on, once <see cref="Refresh"/> has been called;
/// one made by another process within a second. While the database can't be read, what is in memory goes on answering.
/// </summary>
public sealed partial class FaqIndexSource(FaqStore store, TimeProvider time, ILogger<FaqIndexSource> logger) : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly CancellationTokenSource _ended = new();
    private volatile Loaded? _loaded;

    /// <summary>The index to answer with.</summary>
    public async ValueTask<FaqIndex> Current(CancellationToken ct = default)
    {
        if (_loaded is not { } known) return await Refresh(ct);
        if (time.GetElapsedTime(known.CheckedAt) < Freshness) return known.Index;
        try
        {
            return await Refresh(ct);
        }
        catch (Exception e) when (e is DbException or StorageUnavailableException)
        {
            Stale(e);
            _loaded = known with { CheckedAt = time.GetTimestamp() };
            return known.Index;
        }
    }

    /// <summary>Looks at once whether the FAQ has changed; call after changing it.</summary>
    public async Task<FaqIndex> Refresh(CancellationToken ct = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _ended.Token);
        await _loading.WaitAsync(either.Token);
        try
        {
            var at = time.GetTimestamp();
            if (_loaded is { } old && await store.Version(ct) == old.Version)
            {
                _loaded = old with { CheckedAt = at };
                return old.Index;
            }

            var rows = await store.All(ct);
            var entries = rows.Rows.Select(FaqEntryJson.Read);
            // Only entries that are new or changed are analysed again.
            var index = _loaded is { } before ? before.Index.Rebuild(entries) : FaqIndex.Build(entries);
            _loaded = new Loaded(rows.Version, index, at);
            return index;
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Whoever waits for another's look goes on with an <see cref="OperationCanceledException"/>: the engine may wait for them in turn.</summary>
    public void Dispose()
    {
        _ended.Cancel();
        _ended.Dispose();
    }

    [LoggerMessage(1101, LogLevel.Warning, "The FAQ can't be read; what is in memory goes on answering.")]
    private partial void Stale(Exception exception);

    private sealed record Loaded(long Version, FaqIndex Index, long CheckedAt);
}
