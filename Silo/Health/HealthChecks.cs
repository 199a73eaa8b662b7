using ContactHub.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContactHub.Health;

/// <summary>Whether the event log takes a write now.</summary>
public sealed class LogHealth(IEventLog log, TimeProvider clock) : IHealthCheck
{
    private readonly Probe _probe = new(clock);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await _probe.Ask(ct => log.CheckWritable(ct)).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is StorageUnavailableException or OperationCanceledException or ObjectDisposedException && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(e is StorageUnavailableException ? e.Message : "The event log does not answer.");
        }
    }
}

/// <summary>Whether grains answer: in this process, or in the cluster that it is a client of.</summary>
public sealed class GrainHealth(IGrainFactory grains, TimeProvider clock) : IHealthCheck
{
    // One per process, so that the silos of a cluster take turns in answering.
    private readonly string _key = FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}");
    private readonly Probe _probe = new(clock);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await _probe.Ask(ct => grains.GetGrain<IPulseGrain>(_key).Answer().WaitAsync(ct)).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"No grain answers ({e.GetType().Name}).");
        }
    }
}

/// <summary>Asks at most once a second, however many ask it: the check is open to strangers.</summary>
internal sealed class Probe(TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;
    private long _askedAt;
    private bool _asked;

    /// <summary>The answer under way or a fresh one; otherwise a new one, which fails when it takes longer than three seconds.</summary>
    public Task Ask(Func<CancellationToken, Task> question)
    {
        lock (_gate)
        {
            if (_asked && (!_last.IsCompleted || clock.GetElapsedTime(_askedAt) < Freshness)) return _last;
            (_asked, _askedAt) = (true, clock.GetTimestamp());
            return _last = Bounded(question);
        }
    }

    private async Task Bounded(Func<CancellationToken, Task> question)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        await Task.Yield();
        await question(patience.Token);
    }
}
