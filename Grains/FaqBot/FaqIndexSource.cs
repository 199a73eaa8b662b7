namespace ContactHub.FaqBot;

/// <summary>
/// The FAQ in force, indexed in memory. A change made by this process holds from the next message on, once <see cref="Refresh"/> has been called;
/// one made by another process within a second.
/// </summary>
public sealed class FaqIndexSource(FaqStore store, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Loaded? _loaded;

    /// <summary>The index to answer with.</summary>
    public async ValueTask<FaqIndex> Current(CancellationToken ct = default)
    {
        if (_loaded is { } fresh && time.GetElapsedTime(fresh.CheckedAt) < Freshness) return fresh.Index;
        return await Refresh(ct);
    }

    /// <summary>Looks at once whether the FAQ has changed; call after changing it.</summary>
    public async Task<FaqIndex> Refresh(CancellationToken ct = default)
    {
        await _loading.WaitAsync(ct);
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

    /// <inheritdoc/>
    public void Dispose() => _loading.Dispose();

    private sealed record Loaded(long Version, FaqIndex Index, long CheckedAt);
}
