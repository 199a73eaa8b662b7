using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContactHub.Email.Tests;

/// <summary>A server that answers as it is told to, for what no real one does on demand.</summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string> _heard = [];
    private readonly Task _serving;

    /// <param name="answer">What it says to a line; null to close. The line "CONNECT" stands for the connection. A mail's content is one line, its end included.</param>
    public ScriptedSmtpServer(Func<string, string?> answer)
    {
        _listener.Start();
        _serving = Serve(answer);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IReadOnlyList<string> Heard => _heard;

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

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task Serve(Func<string, string?> answer)
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync();
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            for (var line = "CONNECT"; line is not null; line = await reader.ReadLineAsync())
            {
                if (_heard is [.., "DATA"])
                {
                    var content = new StringBuilder(line);
                    while (line != "." && line is not null) content.Append("\r\n").Append(line = await reader.ReadLineAsync());
                    line = content.ToString();
                }

                if (line != "CONNECT") _heard.Add(line);
                if (answer(line) is not { } text) return;
                if (text.Length > 0) await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text + "\r\n"));
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // The client went, or the test is over: what was heard is what counts.
            return;
        }
    }
}
