namespace ContactHub.Email.Tests;

/// <summary>For what no real server does on demand. In its lines ** stands for the tag of the command.</summary>
/// <param name="script">What it sends after each line that it gets; the first at once. An empty answer is silence, null the end.</param>
internal sealed class ScriptedImapServer(params string?[] script) : ScriptedServer
{
    /// <summary>What comes before anything of interest: a greeting, what it can, and that the password is right.</summary>
    public static string?[] SignedIn(string capabilities, params string?[] then) =>
        ["* OK hello\r\n", $"* CAPABILITY IMAP4rev1\r\n** OK\r\n", "** OK in\r\n", $"* CAPABILITY {capabilities}\r\n** OK\r\n", .. then];

    protected override async Task Serve(Stream stream, TextReader reader)
    {
        var tag = "";
        for (var i = 0; i < script.Length && script[i] is { } answer; i++)
        {
            await Say(stream, answer.Replace("**", tag, StringComparison.Ordinal));
            if (i + 1 < script.Length && script[i + 1] is null) return;
            if (await reader.ReadLineAsync() is not { } line) return;
            Hear(line);
            if (line.Contains(' ', StringComparison.Ordinal)) tag = line.Split(' ')[0];
        }
    }
}
