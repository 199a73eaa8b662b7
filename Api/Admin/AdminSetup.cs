using ContactHub.Audit;
using ContactHub.CannedAnswers;
using ContactHub.Departments;
using ContactHub.Desk;
using ContactHub.FaqBot;
using ContactHub.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContactHub.Admin;

/// <summary>Registers what the administration and the desk's HTTP endpoints work on.</summary>
public static class AdminSetup
{
    /// <summary>Adds the stores, unless the host has. <see cref="FaqBotOptions"/> and the storage come from the host.</summary>
    public static IServiceCollection AddContactHubAdmin(this IServiceCollection services)
    {
        services.TryAddSingleton<AuditLog>();
        services.TryAddSingleton<StaffStore>();
        services.TryAddSingleton<FaqStore>();
        services.TryAddSingleton<FaqIndexSource>();
        services.TryAddSingleton<CannedAnswerStore>();
        services.TryAddSingleton<ConversationList>();
        services.TryAddSingleton<Looks>();
        services.TryAddSingleton<LookTrail>();
        services.TryAddSingleton<OpeningHoursStore>();
        services.TryAddSingleton<OpeningHoursSource>();
        return services;
    }
}
