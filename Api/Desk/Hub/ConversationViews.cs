using System.Data.Common;
using System.Globalization;
using System.Threading.Channels;
using ContactHub.Audit;
using ContactHub.Security;
using ContactHub.Storage;

namespace ContactHub.Desk;

/// <summary>
/// Keeps in the audit trail which conversations staff have read: who, which, when. Opening one doesn't wait for that; what can't be written is tried
/// again, and when too much waits nothing more is shown. A process that dies loses what it has not written yet, which is a moment's.
/// </summary>
public sealed partial class ConversationViews(AuditLog audit, Looks looks, TimeProvider time, ILogger<ConversationViews> logger) : BackgroundService
{
    /// <summary>How long it waits after a failed attempt.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private const int MostWaiting = 20_000;
    private const int BatchSize = 500;

    private readonly Channel<DatedAuditEntry> _waiting = Channel.CreateBounded<DatedAuditEntry>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly List<DatedAuditEntry> _batch = [];

    /// <summary>Somebody is about to be shown a conversation. False when that can't be kept, so it must not be shown.</summary>
    public bool TryNote(DeskViewer viewer, string conversationId, long number)
    {
        if (!looks.IsNew(viewer.Id, conversationId, Looks.Conversation)) return true;
        var target = string.Create(CultureInfo.InvariantCulture, $"{number} ({conversationId})");
        if (_waiting.Writer.TryWrite(new DatedAuditEntry(time.GetUtcNow(), new AuditEntry(viewer.Id, viewer.Name, "conversation.opened", target)))) return true;
        looks.Forget(viewer.Id, conversationId);
        return false;
    }

    /// <summary>Writes what is left.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        while (TakeBatch())
        {
            if (await TryWriteBatch()) continue;
            Lost(_batch.Count + _waiting.Reader.Count);
            return;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            TakeBatch();
            while (!await TryWriteBatch()) await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private bool TakeBatch()
    {
        while (_batch.Count < BatchSize && _waiting.Reader.TryRead(out var entry)) _batch.Add(entry);
        return _batch.Count > 0;
    }

    private async Task<bool> TryWriteBatch()
    {
        try
        {
            await audit.Append(_batch);
            _batch.Clear();
            return true;
        }
        catch (Exception e) when (e is DbException or StorageUnavailableException)
        {
            NotWritten(e, _batch.Count);
            return false;
        }
    }

    [LoggerMessage(EventId = 2101, Level = LogLevel.Error, Message = "{Count} looks at conversations are not in the audit trail yet; trying again in two seconds.")]
    private partial void NotWritten(Exception exception, int count);

    [LoggerMessage(EventId = 2102, Level = LogLevel.Error, Message = "{Count} looks at conversations never came into the audit trail: the hub ends.")]
    private partial void Lost(int count);
}
