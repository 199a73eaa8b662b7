using ContactHub.Agents;
using ContactHub.Audit;
using ContactHub.Citizens;
using ContactHub.Departments;
using ContactHub.Files;
using ContactHub.Intake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContactHub.Routing;

public static class RoutingServices
{
    /// <summary>
    /// Registers what queues, agents, citizens and channels need besides the event log and the hub's database.
    /// </summary>
    /// <exception cref="ArgumentException">The options can't be used; the message lists every fault.</exception>
    public static IServiceCollection AddContactHubRouting(this IServiceCollection services, RoutingOptions options)
    {
        var faults = options.Validate();
        if (!faults.IsEmpty) throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.TryAddSingleton<AuditLog>();
        services.AddSingleton<StaffStore>();
        services.AddSingleton<WrapUpStore>();
        services.AddSingleton<OpeningHoursStore>();
        services.AddSingleton<CitizenStore>();
        services.AddSingleton<CitizenFamilies>();
        services.AddSingleton<IntakeRoutes>();
        services.AddSingleton<FileStore>().AddSingleton<UploadStore>();
        services.AddSingleton<OpeningHoursSource>();
        services.AddSingleton<OpenConversationMetrics>().AddHostedService(provider => provider.GetRequiredService<OpenConversationMetrics>());
        return services;
    }

    /// <summary>Wakes queues and agents after a crash, where grains run. Call it after the engine: the recovery calls grains as soon as it starts.</summary>
    public static IServiceCollection AddRoutingRecovery(this IServiceCollection services) => services.AddHostedService<RoutingRecovery>();
}
