using System.Collections.Concurrent;
using ContactHub.Realtime;
using ContactHub.Security;
using ContactHub.Storage;
using Microsoft.AspNetCore.SignalR;

namespace ContactHub.Desk;

/// <summary>
/// The desk's lists by one cursor, the log position: a snapshot, then what changed since. Changes are read from the log's head rows after a
/// commit, coalesced, so a conversation with many messages is one row, and a slow screen never slows a grain. What other agents are busy with
/// is sent less often than what waits or what is the viewer's own; the cursor only moves with the complete round.
/// </summary>
public sealed class InboxFeed(IEventLog log, IHubContext<DeskHub> hub, TimeProvider clock, ILogger<InboxFeed> logger) : BackgroundService
{
    private const int ChunkSize = 500;
    private const int ResolvedShown = 100;
    private const long CatchUpLimit = 20_000;
    private static readonly TimeSpan QuickRound = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FullRound = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, InboxSubscriber> _subscribers = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private long _quickCursor;
    private long _fullCursor;

    /// <summary>A connection begins to show the lists: everything, or what changed since its cursor.</summary>
    public async Task<InboxPage> Join(DeskViewer viewer, string connectionId, long cursor, CancellationToken ct)
    {
        // Subscribed first: what is committed while the snapshot is read is pushed as well, and the position sorts it out.
        var last = await log.LastPosition(ct);
        var catchesUp = cursor > 0 && cursor <= last && last - cursor <= CatchUpLimit;
        var subscriber = _subscribers[connectionId] = new InboxSubscriber(connectionId, viewer);
        var rows = new List<object>();
        if (catchesUp)
        {
            var changes = await Changed(cursor, ct);
            foreach (var change in changes)
            {
                if (subscriber.Show(change) is { } row) rows.Add(row);
            }

            return new InboxPage(false, Math.Max(last, changes.Count == 0 ? 0 : changes[^1].Position), rows);
        }

        foreach (var owner in (string[])[SummaryOwner.Bot, SummaryOwner.Queue, SummaryOwner.Agent])
            await AddVisible(rows, subscriber, new SummaryQuery(owner), int.MaxValue, ct);
        await AddVisible(rows, subscriber, new SummaryQuery(SummaryOwner.None), ResolvedShown, ct);
        subscriber.ShownAll();
        return new InboxPage(true, last, rows);
    }

    public void Leave(string connectionId) => _subscribers.TryRemove(connectionId, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _quickCursor = _fullCursor = await log.LastPosition(stoppingToken);
        log.Committed += Wake;
        var lastFull = clock.GetTimestamp();
        try
        {
            while (true)
            {
                await _wake.WaitAsync(stoppingToken);
                await Task.Delay(QuickRound, clock, stoppingToken);
                var full = clock.GetElapsedTime(lastFull) >= FullRound;
                if (full) lastFull = clock.GetTimestamp();
                if (await Round(full, stoppingToken)) Wake(0);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
        finally
        {
            log.Committed -= Wake;
        }
    }

    /// <summary>Sends one round. Answers whether something is still held back for the next one; after a failure everything is.</summary>
    private async Task<bool> Round(bool full, CancellationToken ct)
    {
        try
        {
            var last = await log.LastPosition(ct);
            if (_subscribers.IsEmpty)
            {
                // Nobody looks, and who comes now reads a position that is not before this one.
                _quickCursor = _fullCursor = last;
                return false;
            }

            var from = full ? _fullCursor : _quickCursor;
            var changes = await Changed(from, ct);
            if (changes.Count == 0) return _fullCursor < _quickCursor;
            var cursor = changes[^1].Position;
            foreach (var subscriber in _subscribers.Values) await Send(subscriber, changes, full, full ? cursor : _fullCursor, ct);
            _quickCursor = Math.Max(cursor, _quickCursor);
            if (full) _fullCursor = cursor;
            return _fullCursor < _quickCursor;
        }
        catch (Exception e) when (e is StorageUnavailableException or InvalidDataException)
        {
            RealtimeLog.InboxFailed(logger, e, _fullCursor);
            await Task.Delay(FullRound, clock, ct);
            return true;
        }
    }

    private async Task Send(InboxSubscriber subscriber, List<ChangedRow> changes, bool full, long cursor, CancellationToken ct)
    {
        var rows = new List<object>(changes.Count);
        foreach (var change in changes)
        {
            if (!full && subscriber.CanWait(change)) continue;
            if (subscriber.Show(change) is { } row) rows.Add(row);
        }

        if (rows.Count > 0) await hub.Clients.Client(subscriber.ConnectionId).SendAsync("inbox", new InboxChanges(cursor, rows), ct);
    }

    private async Task<List<ChangedRow>> Changed(long after, CancellationToken ct)
    {
        var changes = new List<ChangedRow>();
        while (true)
        {
            var chunk = await log.ChangedSummaries(after, ChunkSize, ct);
            changes.AddRange(chunk.Select(s => new ChangedRow(s)));
            if (chunk.Count < ChunkSize) return changes;
            after = chunk[^1].LastPosition;
        }
    }

    private async Task AddVisible(List<object> rows, InboxSubscriber subscriber, SummaryQuery query, int most, CancellationToken ct)
    {
        long? before = null;
        while (true)
        {
            var page = await log.Summaries(query with { BeforePosition = before, Limit = ChunkSize }, ct);
            foreach (var stored in page)
            {
                if (most == 0) return;
                if (subscriber.Show(new ChangedRow(stored)) is not InboxRow row) continue;
                rows.Add(row);
                most--;
            }

            if (page.Count < ChunkSize) return;
            before = page[^1].LastPosition;
        }
    }

    private void Wake(long position)
    {
        try
        {
            if (_wake.CurrentCount == 0) _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else woke it at the same time.
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }
}
