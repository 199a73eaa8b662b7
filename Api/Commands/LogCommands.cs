using ContactHub.Startup;
using ContactHub.Storage;

namespace ContactHub.Commands;

/// <summary>Commands on the event log. They need the database for themselves: on SQLite the hub must be stopped.</summary>
internal static class LogCommands
{
    public static Task<int> Verify(string[] args, TextWriter output, TextWriter errors) => WithStorage(args, errors, async services =>
    {
        var problems = await services.GetRequiredService<IEventLog>().Verify();
        foreach (var problem in problems) await output.WriteLineAsync(problem);
        await output.WriteLineAsync(problems.Count == 0 ? "The event log is whole." : $"{problems.Count} problem(s).");
        return problems.Count == 0 ? ExitCodes.Ok : ExitCodes.Problems;
    });

    public static Task<int> Rebuild(string[] args, TextWriter output, TextWriter errors) => WithStorage(args, errors, async services =>
    {
        await services.GetRequiredService<ProjectionRunner>().RebuildAll();
        await output.WriteLineAsync("All projections were made anew.");
        return ExitCodes.Ok;
    });

    private static async Task<int> WithStorage(string[] args, TextWriter errors, Func<IServiceProvider, Task<int>> run)
    {
        var configuration = HubConfiguration.Read(CommandSettings.Read(args[1..]), isHub: false);
        if (!configuration.Problems.IsEmpty)
        {
            foreach (var problem in configuration.Problems) await errors.WriteLineAsync(problem);
            return ExitCodes.Configuration;
        }

        try
        {
            var services = new ServiceCollection().AddLogging().AddContactHubStorage(configuration.Storage, isHub: false);
            await using var provider = services.BuildServiceProvider();
            return await run(provider);
        }
        catch (Exception e) when (e is StorageStartException or StorageUnavailableException or IOException)
        {
            await errors.WriteLineAsync(e.Message);
            return ExitCodes.CannotStart;
        }
    }
}
