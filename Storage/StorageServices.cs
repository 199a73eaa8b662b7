using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ContactHub.Storage;

public static class StorageServices
{
    /// <summary>
    /// Registers <see cref="IEventLog"/>, <see cref="HubDatabase"/> and the <see cref="ProjectionRunner"/>. Each opens and migrates its database when it is first resolved;
    /// hosts resolve both at start, so that a broken database stops the start with its reason.
    /// </summary>
    /// <exception cref="StorageStartException">The options are not valid; the message lists every problem.</exception>
    public static IServiceCollection AddContactHubStorage(this IServiceCollection services, StorageOptions options)
    {
        var problems = options.Problems();
        if (problems.Count > 0) throw new StorageStartException(string.Join(Environment.NewLine, problems));

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        // The container has no asynchronous factories; opening happens once, before anything else runs.
        services.AddSingleton(provider => OpenLog(provider, options).GetAwaiter().GetResult());
        services.AddSingleton(provider => HubDatabase.Start(options, provider.GetRequiredService<TimeProvider>()).GetAwaiter().GetResult());

#if !ENGINE_ORLEANS
        services.AddSingleton<IReminderTable, HubReminderTable>();
#endif
        services.AddSingleton<IProjection, ConversationStats>();
        services.AddSingleton<ProjectionRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<ProjectionRunner>());
        return services;
    }

    private static async Task<IEventLog> OpenLog(IServiceProvider provider, StorageOptions options)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        if (options.UsesPostgres)
            return await PostgresEventLog.Open(options.ConnectionString!, logger: provider.GetService<ILogger<PostgresEventLog>>(), time: time);
        return await SqliteEventLog.Open(options.Path, logger: provider.GetService<ILogger<SqliteEventLog>>(), time: time);
    }
}
