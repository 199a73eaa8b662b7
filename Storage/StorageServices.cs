using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactHub.Storage;

public static class StorageServices
{
#if ENGINE_ORLEANS
    private const LogSharing HubSharing = LogSharing.Shared;
#else
    private const LogSharing HubSharing = LogSharing.Exclusive;
#endif

    /// <summary>
    /// Registers <see cref="IEventLog"/>, <see cref="HubDatabase"/> and the <see cref="ProjectionRunner"/>. Each opens and migrates its database when it is first resolved;
    /// hosts resolve both at start, so that a broken database stops the start with its reason.
    /// </summary>
    /// <param name="isHub">
    /// True for what serves: it holds the database as long as it runs. False for commands, which on PostgreSQL may run beside a hub; on SQLite
    /// one process has the folder, whatever it is for.
    /// </param>
    /// <exception cref="StorageStartException">The options are not valid; the message lists every problem.</exception>
    public static IServiceCollection AddContactHubStorage(this IServiceCollection services, StorageOptions options, bool isHub = true)
    {
        var problems = options.Problems();
        if (problems.Count > 0) throw new StorageStartException(string.Join(Environment.NewLine, problems));

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<LogTakeover>();
        // The container has no asynchronous factories; opening happens once, before anything else runs.
        services.AddSingleton(provider => OpenLog(provider, options, isHub).GetAwaiter().GetResult());
        services.AddSingleton(provider => HubDatabase.Start(options, provider.GetRequiredService<TimeProvider>(), provider.GetService<ILogger<HubDatabase>>()).GetAwaiter().GetResult());

#if !ENGINE_ORLEANS
        services.AddSingleton<IReminderTable, HubReminderTable>();
#endif
        services.AddSingleton<IProjection, ConversationStats>();
        services.AddSingleton<DayFigures>();
        services.AddSingleton<LeaseStore>();
        services.AddSingleton<ProjectionRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<ProjectionRunner>());
        return services;
    }

    private static async Task<IEventLog> OpenLog(IServiceProvider provider, StorageOptions options, bool isHub)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        if (options.UsesPostgres)
        {
            return await PostgresEventLog.Open(
                options.ConnectionString!,
                new PostgresLogOptions { Sharing = isHub ? HubSharing : LogSharing.Unguarded },
                provider.GetService<ILogger<PostgresEventLog>>(),
                time,
                reason => provider.GetRequiredService<LogTakeover>().Stop(reason, provider.GetService<IHostApplicationLifetime>()));
        }

        return await SqliteEventLog.Open(options.Path, logger: provider.GetService<ILogger<SqliteEventLog>>(), time: time);
    }
}
