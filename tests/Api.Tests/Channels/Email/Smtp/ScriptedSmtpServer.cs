using System.Text;

namespace ContactHub.Email.Tests;

/// <summary>A server that answers as it is told to, for what no real one does on demand.</summary>
/// <param name="answer">What it says to a line; null to close. The line "CONNECT" stands for the connection. A mail's content is one line, its end included.</param>
internal sealed class ScriptedSmtpServer(Func<string, string?> answer) : ScriptedServer
{
    /// <summary>A server that takes everything, and says this to EHLO.</summary>
    public static string Friendly(string line, params string[] extensions) => line switch
    {
        "CONNECT" => "220 ready",
        _ when line.StartsWith("EHLO", StringComparison.Ordinal) => string.Join("\r\n", extensions.Prepend("test").Select((e, i) => (i == extensions.Length ? "250 " : "250-") + e)),
        _ when line.StartsWith("AUTH", StringComparison.Ordinal) => "235 2.7.0 in",
        "DATA" => "354 go",
        "QUIT" => "221 bye",
        _ => "250 2.0.0 ok",
    };

    protected override async Task Serve(Stream stream, TextReader reader)
    {
        var before = "";
        for (var line = "CONNECT"; line is not null; line = await reader.ReadLineAsync())
        {
            if (before == "DATA")
            {
                var content = new StringBuilder(line);
                while (line != "." && line is not null) content.Append("\r\n").Append(line = await reader.ReadLineAsync());
                line = content.ToString();
            }

            if (line != "CONNECT") Hear(line);
            before = line;
            if (answer(line) is not { } text) return;
            if (text.Length > 0) await Say(stream, text + "\r\n");
        }
    }
}
