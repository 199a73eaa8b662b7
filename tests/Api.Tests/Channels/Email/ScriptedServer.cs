using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContactHub.Email.Tests;

/// <summary>A mail server that says what a test tells it to, to one connection after the other.</summary>
internal abstract class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly Task _serving;

    protected ScriptedServer()
    {
        _listener.Start();
        _serving = Task.Run(Accept);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What clients have said so far.</summary>
    public IReadOnlyList<string> Heard => [.. _heard];

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    /// <summary>Speaks with one client until either of them ends it.</summary>
    protected abstract Task Serve(Stream stream, TextReader reader);

    protected void Hear(string line) => _heard.Enqueue(line);

    protected static ValueTask Say(Stream stream, string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text));

    private async Task Accept()
    {
        while (await Next() is { } client)
        {
            using (client)
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.UTF8);
                try
                {
                    await Serve(stream, reader);
                }
                catch (IOException)
                {
                    // The client went: what was heard is what counts.
                    continue;
                }
            }
        }
    }

    /// <summary>Null when the test is over.</summary>
    private async Task<TcpClient?> Next()
    {
        try
        {
            return await _listener.AcceptTcpClientAsync();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            return null;
        }
    }
}
