using ContactHub.Startup;

namespace ContactHub.Commands;

/// <summary>Commands beside serving: <c>dotnet run --project Api -- faq eval FILE</c> and kin. Each answers its exit code.</summary>
internal static class HubCommands
{
    public delegate Task<int> Command(string[] args, TextWriter output, TextWriter errors);

    /// <summary>The command that the arguments name; null when they are settings of the server.</summary>
    public static Command? Find(string[] args) => args switch
    {
        [] => null,
        ["faq", "eval", ..] => FaqCommands.Eval,
        ["phone", "replay", ..] => PhoneCommands.Replay,
        ["mail", "parse", ..] => MailCommands.Parse,
        ["verify", ..] => LogCommands.Verify,
        ["rebuild", ..] => LogCommands.Rebuild,
        ["storage", "backup", ..] => BackupCommands.Backup,
        ["storage", "restore", ..] => BackupCommands.Restore,
        ["health", ..] => HealthCommands.Ask,
        ["storage", "copy", ..] => StorageCommands.Copy,
        ["storage", "compare", ..] => StorageCommands.Compare,
        ["check-config", ..] => ConfigCommands.Check,
        ["help" or "--help" or "-h", ..] => Help,
        [var first, ..] when !first.StartsWith('-') && !first.Contains('=', StringComparison.Ordinal) => Unknown,
        _ => null,
    };

    private static async Task<int> Help(string[] args, TextWriter output, TextWriter errors)
    {
        await output.WriteLineAsync(Usage);
        return ExitCodes.Ok;
    }

    private static async Task<int> Unknown(string[] args, TextWriter output, TextWriter errors)
    {
        await errors.WriteLineAsync($"There is no command '{args[0]}'.\n{Usage}");
        return ExitCodes.Usage;
    }

    private const string Usage = """
        Without a command the hub is served. Settings: appsettings.json, environment variables (Storage__Path=...), --Storage:Path=...

          faq eval FILE            how well the bot finds the right entry for a JSON array of {"query","faq"}
          phone replay FILE        the timeline of the calls in a raw stream of the Asterisk Manager Interface, as JSON lines
          mail parse FILE          what the hub reads in a mail, as one JSON object (docs/email.md)
          verify                   reads the whole event log and reports what does not fit together
          rebuild                  makes all projections anew from the event log
          storage backup FOLDER    copies the SQLite databases, also while the hub runs
          storage restore FOLDER   puts such a copy into an empty data folder
          storage copy             moves a stopped hub's data to PostgreSQL: --to "Host=..." [--from FOLDER] [--resume] [--batch EVENTS]
          storage compare          reads both sides of such a copy again: --to "Host=..." [--from FOLDER]
          health [live|ready]      asks the hub on this machine how it is
          check-config             lists all faults of the configuration
          help                     this text
        """;
}
