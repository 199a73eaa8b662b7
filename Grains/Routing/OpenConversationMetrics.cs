using System.Diagnostics.Metrics;
using ContactHub.Conversations;
using ContactHub.Storage;
using ContactHub.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactHub.Routing;

/// <summary>
/// How much is open and how much waits, read from the log now and then while somebody listens. Every node of a cluster reads the same log, so
/// its figures are the whole hub's: take the largest over the nodes, not the sum.
/// </summary>
public sealed partial class OpenConversationMetrics(IEventLog log, TimeProvider clock, ILogger<OpenConversationMetrics> logger) : BackgroundService
{
    private const int Page = 1000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);
    private static readonly string[] Owners = [SummaryOwner.Bot, SummaryOwner.Queue, SummaryOwner.Agent];

    private static readonly Gauge<long> Open = HubMeter.Meter.CreateGauge<long>(
        "contacthub.conversations.open", "{conversation}", "Open conversations, by whose turn it is");

    private static readonly Gauge<long> Length = HubMeter.Meter.CreateGauge<long>(
        "contacthub.queue.length", "{conversation}", "Conversations that wait for an agent, by department");

    private static readonly Gauge<double> OldestWait = HubMeter.Meter.CreateGauge<double>(
        "contacthub.queue.oldest.wait", "s", "How long the conversation at the head has waited, by department");

    private readonly HashSet<string> _departments = new(StringComparer.Ordinal);

    /// <summary>Reads once and tells.</summary>
    public async Task Sample(CancellationToken ct)
    {
        var open = await log.OpenByOwner(ct);
        foreach (var owner in Owners) Open.Record(open.GetValueOrDefault(owner), HubMeter.Tag("owner", owner));
        var waiting = await Waiting(ct);
        _departments.UnionWith(waiting.Keys);
        var now = clock.GetUtcNow();
        // A department whose queue has emptied says so.
        foreach (var department in _departments)
        {
            var (count, oldest) = waiting.TryGetValue(department, out var found) ? found : (0, now);
            Length.Record(count, HubMeter.Tag("department", department));
            OldestWait.Record(Math.Max(0, (now - oldest).TotalSeconds), HubMeter.Tag("department", department));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            if (!Open.Enabled && !Length.Enabled && !OldestWait.Enabled) continue;
            try
            {
                await Sample(stoppingToken);
            }
            catch (StorageUnavailableException e)
            {
                SampleFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<Dictionary<string, (long Count, DateTimeOffset Oldest)>> Waiting(CancellationToken ct)
    {
        var waiting = new Dictionary<string, (long Count, DateTimeOffset Oldest)>(StringComparer.Ordinal);
        IReadOnlyList<StoredSummary> page;
        long? before = null;
        do
        {
            page = await log.Summaries(new SummaryQuery(Owner: SummaryOwner.Queue, BeforePosition: before, Limit: Page), ct);
            foreach (var stored in page)
            {
                before = stored.LastPosition;
                if (stored.Row.DepartmentId is not { } department) continue;
                var queuedAt = SummaryCodec.Read(stored).QueuedAt ?? stored.Row.UpdatedAt;
                waiting[department] = waiting.TryGetValue(department, out var so)
                    ? (so.Count + 1, queuedAt < so.Oldest ? queuedAt : so.Oldest)
                    : (1, queuedAt);
            }
        }
        while (page.Count == Page);
        return waiting;
    }

    [LoggerMessage(EventId = 4401, Level = LogLevel.Warning, Message = "The open conversations could not be counted; tried again soon")]
    private partial void SampleFailed(Exception exception);
}
