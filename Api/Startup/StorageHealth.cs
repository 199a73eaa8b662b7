using ContactHub.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContactHub.Startup;

/// <summary>Ready means that the event log answers. <c>/health/live</c>: the process runs; <c>/health/ready</c>: it can serve.</summary>
internal sealed class StorageHealth(IEventLog log) : IHealthCheck
{
    public const string Ready = "ready";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await log.LastPosition(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StorageUnavailableException)
        {
            return HealthCheckResult.Unhealthy("The event log does not answer.");
        }
    }

    /// <summary>Open to everybody, and tells no more than one word.</summary>
    public static void Map(WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }
}
