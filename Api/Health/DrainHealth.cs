using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContactHub.Health;

/// <summary>Not ready once the process was asked to stop.</summary>
internal sealed class DrainHealth(NodeDrain drain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(drain.HasBegun ? HealthCheckResult.Unhealthy("The process is stopping.") : HealthCheckResult.Healthy());
}
