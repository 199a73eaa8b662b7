using ContactHub.Phone;
using ContactHub.Startup;

namespace ContactHub.Commands;

/// <summary>Commands of the phone channel.</summary>
internal static class PhoneCommands
{
    /// <summary>Prints what happened in the calls of a recorded stream. Whatever can be read is told; what cannot, is said on <paramref name="errors"/>.</summary>
    public static async Task<int> Replay(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not ["phone", "replay", var file])
        {
            await errors.WriteLineAsync("Usage: phone replay FILE");
            return ExitCodes.Usage;
        }

        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var replay = await AmiReplay.Run(stream, output);
            foreach (var warning in replay.Warnings()) await errors.WriteLineAsync($"phone replay: {file}: {warning}");
            return ExitCodes.Ok;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            await errors.WriteLineAsync($"phone replay: {file}: {failure.Message}");
            return ExitCodes.Usage;
        }
    }
}
