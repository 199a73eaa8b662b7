using ContactHub.Agents;
using ContactHub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactHub.Routing;

/// <summary>
/// Wakes every queue in which the log says somebody waits, and every agent who owns a conversation: at start and then again and again, so that
/// a crash between an append and its hint leaves nobody waiting unseen. Waking is enough; the grains rebuild themselves.
/// </summary>
public sealed partial class RoutingRecovery(
    IEventLog log, IGrainFactory grains, RoutingOptions options, TimeProvider clock, ILogger<RoutingRecovery> logger) : BackgroundService
{
    private const int Page = 1000;

    /// <summary>One round.</summary>
    public async Task Run(CancellationToken ct)
    {
        foreach (var departmentId in await Distinct(SummaryOwner.Queue, row => row.DepartmentId, ct))
            await Wake("queue", departmentId, () => grains.GetGrain<IQueueGrain>(departmentId).Status(), ct);
        foreach (var agentId in await Distinct(SummaryOwner.Agent, row => row.AgentId, ct))
            await Wake("agent", agentId, () => grains.GetGrain<IAgentGrain>(agentId).Get(), ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.RecoveryInterval, clock);
        do
        {
            try
            {
                await Run(stoppingToken);
            }
            catch (StorageUnavailableException e)
            {
                RoundFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Wake(string kind, string key, Func<Task> call, CancellationToken ct)
    {
        try
        {
            await call();
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // One that can't be woken must not leave the others asleep.
            WakingFailed(e, kind, key);
        }
    }

    private async Task<HashSet<string>> Distinct(string owner, Func<SummaryRow, string?> key, CancellationToken ct)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        IReadOnlyList<StoredSummary> page;
        long? before = null;
        do
        {
            page = await log.Summaries(new SummaryQuery(Owner: owner, BeforePosition: before, Limit: Page), ct);
            foreach (var summary in page)
            {
                if (key(summary.Row) is { } found) keys.Add(found);
                before = summary.LastPosition;
            }
        }
        while (page.Count == Page);
        return keys;
    }

    [LoggerMessage(EventId = 4301, Level = LogLevel.Warning, Message = "A round of waking queues and agents failed; the next one tries again")]
    private partial void RoundFailed(Exception exception);

    [LoggerMessage(EventId = 4302, Level = LogLevel.Warning, Message = "Waking {Kind} {Key} failed; the next round tries again")]
    private partial void WakingFailed(Exception exception, string kind, string key);
}
