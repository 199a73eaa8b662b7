using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ContactHub.Health;

/// <summary>
/// A silo's <c>/health/live</c> (the process answers) and <c>/health/ready</c> (it is a member, the log takes writes, grains answer). Each answers
/// with one word.
/// </summary>
internal static class SiloHealth
{
    private const string Ready = "ready";

    public static IServiceCollection AddSiloHealth(this IServiceCollection services)
    {
        services.AddSingleton<LogHealth>().AddSingleton<GrainHealth>();
        services.AddHealthChecks()
            .AddCheck<MembershipHealth>("membership", tags: [Ready])
            .AddCheck<LogHealth>("log", tags: [Ready])
            .AddCheck<GrainHealth>("grains", tags: [Ready]);
        return services;
    }

    public static void MapSiloHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
    }
}

/// <summary>Whether the cluster counts this silo as one of its own, and it was not asked to stop.</summary>
internal sealed class MembershipHealth(ISiloStatusOracle oracle, IHostApplicationLifetime application) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(oracle.CurrentStatus == SiloStatus.Active && !application.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"The silo is {oracle.CurrentStatus}."));
}
