using ContactHub.Startup;
using ContactHub.Storage;

namespace ContactHub.Commands;

/// <summary>Backup and restore of the SQLite databases (docs/operations.md).</summary>
internal static class BackupCommands
{
    /// <summary>While the hub runs or not.</summary>
    public static Task<int> Backup(string[] args, TextWriter output, TextWriter errors) => Run(args, errors, async (storage, folder) =>
    {
        var manifest = SqliteBackup.Create(storage.Path, folder, TimeProvider.System);
        await output.WriteLineAsync(FormattableString.Invariant(
            $"Backed up to '{folder}': everything up to event {manifest.Position}, {manifest.Files.Sum(file => file.Bytes)} bytes, begun {manifest.At:u}."));
    });

    /// <summary>Into a data folder without databases.</summary>
    public static Task<int> Restore(string[] args, TextWriter output, TextWriter errors) => Run(args, errors, async (storage, folder) =>
    {
        var manifest = SqliteBackup.Restore(folder, storage.Path);
        await output.WriteLineAsync(FormattableString.Invariant(
            $"Restored '{folder}' of {manifest.At:u} into '{storage.Path}': everything up to event {manifest.Position}. Run verify, then start the hub."));
    });

    private static async Task<int> Run(string[] args, TextWriter errors, Func<StorageOptions, string, Task> run)
    {
        if (args is not ["storage", var what, var folder, ..] || folder.StartsWith('-'))
        {
            await errors.WriteLineAsync($"Usage: storage {args[1]} FOLDER [--Storage:Path=...]");
            return ExitCodes.Usage;
        }

        var configuration = HubConfiguration.Read(CommandSettings.Read(args[3..]), isHub: false);
        foreach (var problem in configuration.Problems) await errors.WriteLineAsync(problem);
        if (!configuration.Problems.IsEmpty) return ExitCodes.Configuration;
        if (configuration.Storage.UsesPostgres)
        {
            await errors.WriteLineAsync($"storage {what} is for SQLite; PostgreSQL has pg_dump and pg_basebackup (docs/operations.md).");
            return ExitCodes.Usage;
        }

        try
        {
            await run(configuration.Storage, folder);
            return ExitCodes.Ok;
        }
        catch (BackupException e)
        {
            await errors.WriteLineAsync(e.Message);
            return ExitCodes.CannotStart;
        }
    }
}
