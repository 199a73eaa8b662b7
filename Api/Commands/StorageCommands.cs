using System.Globalization;
using ContactHub.Startup;
using ContactHub.Storage;

namespace ContactHub.Commands;

/// <summary>Commands that move a hub from SQLite to PostgreSQL.</summary>
internal static class StorageCommands
{
    private const string Usage = "Usage: storage copy --to \"Host=...\" [--from FOLDER] [--resume] [--batch EVENTS], or storage compare --to \"Host=...\" [--from FOLDER]";

    public static Task<int> Copy(string[] args, TextWriter output, TextWriter errors) =>
        Run(args, output, errors, (copy, arguments) => copy.Copy(arguments.Resume, arguments.Batch));

    public static Task<int> Compare(string[] args, TextWriter output, TextWriter errors) =>
        Run(args, output, errors, (copy, _) => copy.Compare());

    private static async Task<int> Run(string[] args, TextWriter output, TextWriter errors, Func<StorageCopy, Arguments, Task<CopyReport>> work)
    {
        if (Arguments.Read(args[2..]) is not { } arguments)
        {
            await errors.WriteLineAsync(Usage);
            return ExitCodes.Usage;
        }

        var configuration = HubConfiguration.Read(CommandSettings.Read(arguments.Settings), isHub: false);
        var target = new StorageOptions { Provider = StorageOptions.Postgres, ConnectionString = arguments.To };
        string[] problems = [.. configuration.Problems, .. target.Problems().Select(p => p.Replace("Storage:ConnectionString", "--to", StringComparison.Ordinal))];
        foreach (var problem in problems) await errors.WriteLineAsync(problem);
        if (problems.Length > 0) return ExitCodes.Configuration;
        if (arguments.From is null && configuration.Storage.UsesPostgres)
        {
            await errors.WriteLineAsync("The configured database is in PostgreSQL already; name the folder of the SQLite databases with --from.");
            return ExitCodes.Usage;
        }

        try
        {
            var copy = new StorageCopy(arguments.From ?? configuration.Storage.Path, arguments.To!, errors, TimeProvider.System);
            return await Print(await work(copy, arguments), output);
        }
        catch (StorageCopyException e)
        {
            await errors.WriteLineAsync(e.Message);
            return ExitCodes.Problems;
        }
        catch (Exception e) when (e is StorageStartException or StorageUnavailableException or IOException)
        {
            await errors.WriteLineAsync(e.Message);
            return ExitCodes.CannotStart;
        }
    }

    private static async Task<int> Print(CopyReport report, TextWriter output)
    {
        foreach (var difference in report.Differences) await output.WriteLineAsync(difference);
        if (report.DifferenceCount > report.Differences.Count)
            await output.WriteLineAsync(FormattableString.Invariant($"... and {report.DifferenceCount - report.Differences.Count} more."));
        await output.WriteLineAsync($"'{report.Source}' and the PostgreSQL database {report.Target}:");
        foreach (var table in report.Tables)
        {
            await output.WriteLineAsync(table.IsEqual
                ? FormattableString.Invariant($"  {table.Name,-26}{table.SourceRows,12} rows   equal   sha256 {table.SourceHash}")
                : FormattableString.Invariant($"  {table.Name,-26}{table.SourceRows,12} rows, {table.TargetRows} in the copy   DIFFERENT   sha256 {table.SourceHash}, {table.TargetHash}"));
        }

        await output.WriteLineAsync(report.IsEqual
            ? "The copy is equal, and its event log is whole."
            : FormattableString.Invariant($"The copy is NOT equal: {report.DifferenceCount} difference(s)."));
        return report.IsEqual ? ExitCodes.Ok : ExitCodes.Problems;
    }

    /// <param name="Settings">What is left, for the configuration.</param>
    private sealed record Arguments(string? To, string? From, bool Resume, int Batch, string[] Settings)
    {
        /// <summary>Null when they make no sense.</summary>
        public static Arguments? Read(string[] args)
        {
            var read = new Arguments(null, null, Resume: false, StorageCopy.BatchSize, []);
            for (var i = 0; i < args.Length; i++)
            {
                var (name, value) = args[i].Split('=', 2) is [var before, var after] ? (before, after) : (args[i], null);
                if (name == "--resume")
                {
                    read = read with { Resume = true };
                    continue;
                }

                if (name is not ("--to" or "--from" or "--batch"))
                {
                    read = read with { Settings = [.. read.Settings, args[i]] };
                    continue;
                }

                if ((value ??= i + 1 < args.Length ? args[++i] : null) is null) return null;
                if (name == "--to") read = read with { To = value };
                else if (name == "--from") read = read with { From = value };
                else if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var batch) && batch > 0) read = read with { Batch = batch };
                else return null;
            }

            return read.To is null ? null : read;
        }
    }
}
