using ContactHub.Health;

namespace ContactHub.Commands;

internal static class HealthCommands
{
    public static Task<int> Ask(string[] args, TextWriter output, TextWriter errors)
    {
        var what = args is [_, "live" or "ready", ..] ? args[1] : null;
        return HealthQuestion.Ask(CommandSettings.Read(args[(what is null ? 1 : 2)..]), what ?? "ready", output, errors);
    }
}
