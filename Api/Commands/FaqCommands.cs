using ContactHub.FaqBot;

namespace ContactHub.Commands;

/// <summary>Commands of the FAQ bot.</summary>
internal static class FaqCommands
{
    /// <summary>Measures the retrieval on the entries that ship with the hub, so that a figure means the same everywhere.</summary>
    public static async Task<int> Eval(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not ["faq", "eval", var file, ..])
        {
            await errors.WriteLineAsync("Usage: faq eval FILE");
            return Startup.ExitCodes.Usage;
        }

        var entries = FaqFile.Read(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Demo", "faq-seed.json")));
        return FaqEvalCommand.Run(file, FaqIndex.Build(entries), output, errors);
    }
}
