using ContactHub.Email;
using ContactHub.Startup;

namespace ContactHub.Commands;

/// <summary>Commands of the e-mail channel.</summary>
internal static class MailCommands
{
    /// <summary>Prints what the hub makes of a mail, as one JSON object; whatever is in the file, that succeeds.</summary>
    public static async Task<int> Parse(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not ["mail", "parse", var file])
        {
            await errors.WriteLineAsync("Usage: mail parse FILE");
            return ExitCodes.Usage;
        }

        byte[] raw;
        try
        {
            raw = await File.ReadAllBytesAsync(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            await errors.WriteLineAsync($"mail parse: {file}: {failure.Message}");
            return ExitCodes.Usage;
        }

        await output.WriteLineAsync(MailJson.Write(MimeReader.Read(raw)));
        return ExitCodes.Ok;
    }
}
