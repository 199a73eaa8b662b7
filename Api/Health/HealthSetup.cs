using ContactHub.DirectLine;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContactHub.Health;

/// <summary>
/// <c>/health/live</c>: the process answers, for whoever restarts it. <c>/health/ready</c>: it can serve, for whoever sends it traffic. Open to
/// everybody, who get one word; an administrator's browser gets what each check found.
/// </summary>
internal static class HealthSetup
{
    private const string Ready = "ready";

    public static IServiceCollection AddContactHubHealth(this IServiceCollection services, DrainOptions options)
    {
        services.AddSingleton(options).AddSingleton<NodeDrain>();
        services.AddSingleton<IHostLifetime, DrainLifetime>();
        services.AddSingleton<LogHealth>().AddSingleton<GrainHealth>();
        services.AddHealthChecks()
            .AddCheck<DrainHealth>("traffic", tags: [Ready])
            .AddCheck<LogHealth>("log", tags: [Ready])
            .AddCheck<GrainHealth>("grains", tags: [Ready]);
        return services;
    }

    public static void MapContactHubHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = Write }).AllowAnonymous();
    }

    /// <summary>A process that stops takes no new connections and sessions: whoever comes now is told to try again, and finds another node or the next process.</summary>
    public static void UseDraining(this WebApplication app)
    {
        var drain = app.Services.GetRequiredService<NodeDrain>();
        app.Use((context, next) => drain.HasBegun && IsNew(context.Request)
            ? Problems.Refuse(StatusCodes.Status503ServiceUnavailable, "unavailable",
                new StaffText("Sunucu yeniden başlatılıyor; yeniden deneyin.", "The hub is restarting; try again.")).ExecuteAsync(context)
            : next(context));
    }

    private static bool IsNew(HttpRequest request) =>
        request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase)
        || (request.Path.StartsWithSegments(DirectLineEndpoints.Prefix, StringComparison.OrdinalIgnoreCase) && request.Path.Value!.EndsWith("/stream", StringComparison.OrdinalIgnoreCase))
        || request.Path.Equals("/api/visitor/session", StringComparison.OrdinalIgnoreCase);

    private static Task Write(HttpContext context, HealthReport report)
    {
        if (!context.User.IsInRole(StaffRoles.Administrator)) return context.Response.WriteAsync(report.Status.ToString());
        return context.Response.WriteAsJsonAsync(new HealthView(report.Status.ToString(), [.. report.Entries.Select(entry => new HealthCheckView(
            entry.Key, entry.Value.Status.ToString(), entry.Value.Description, Math.Round(entry.Value.Duration.TotalMilliseconds, 1)))]));
    }

    private sealed record HealthView(string Status, HealthCheckView[] Checks);

    private sealed record HealthCheckView(string Name, string Status, string? Detail, double Milliseconds);
}
