using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContactHub.Email.Tests;

/// <summary>A server that says what it is told to, for what no real one does on demand. In its lines ** stands for the tag of the command.</summary>
internal sealed class ScriptedImapServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string> _heard = [];
    private readonly Task _serving;

    /// <param name="script">What it sends after each line that it gets; the first at once. An empty answer is silence, null the end.</param>
    public ScriptedImapServer(params string?[] script)
    {
        _listener.Start();
        _serving = Serve(script);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IReadOnlyList<string> Heard => _heard;

    /// <summary>What comes before anything of interest: a greeting, what it can, and that the password is right.</summary>
    public static string?[] SignedIn(string capabilities, params string?[] then) =>
        ["* OK hello\r\n", $"* CAPABILITY IMAP4rev1\r\n** OK\r\n", "** OK in\r\n", $"* CAPABILITY {capabilities}\r\n** OK\r\n", .. then];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task Serve(string?[] script)
    {
        try
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var tag = "";
            for (var i = 0; i < script.Length && script[i] is { } answer; i++)
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer.Replace("**", tag, StringComparison.Ordinal)));
                if (i + 1 < script.Length && script[i + 1] is null) return;
                if (await reader.ReadLineAsync() is not { } line) return;
                _heard.Add(line);
                if (line.Contains(' ', StringComparison.Ordinal)) tag = line.Split(' ')[0];
            }
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // The client went, or the test is over: what was heard is what counts.
            return;
        }
    }
}
