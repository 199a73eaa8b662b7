using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContactHub.Outbound;

/// <summary>A proxy that connects to nobody: it notes what it is asked for, and answers in the place of whoever was meant.</summary>
internal sealed class TestProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    public TestProxy()
    {
        _listener.Start();
        _work = Serve();
    }

    /// <summary>The first line of each request to the proxy itself.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>The first line of each request inside a tunnel.</summary>
    public ConcurrentQueue<string> Inside { get; } = new();

    /// <summary>What <c>Proxy-Authorization</c> must be; null: nothing.</summary>
    public string? Authorization { get; init; }

    /// <summary>The status that a tunnel gets.</summary>
    public int Status { get; init; } = 200;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Address => $"http://127.0.0.1:{Port}";

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested) return;
        await _end.CancelAsync();
        _listener.Stop();
        await _work;
        _end.Dispose();
    }

    private async Task Serve()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(Answer(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task Answer(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = client.GetStream();
            var header = await Header(stream);
            Asked.Enqueue(header[0]);
            if (Authorization is not null && !header.Contains("Proxy-Authorization: " + Authorization, StringComparer.Ordinal))
            {
                await Say(stream, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"vekil\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                return;
            }

            if (header[0].StartsWith("CONNECT ", StringComparison.Ordinal))
            {
                await Say(stream, $"HTTP/1.1 {Status} Whatever\r\nVia: 1.1 vekil\r\n\r\n");
                if (Status != 200) return;
                Inside.Enqueue((await Header(stream))[0]);
            }

            await Say(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 25\r\nConnection: close\r\n\r\n{\"ok\":true,\"result\":true}");
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Whoever asked has gone.
        }
    }

    private async Task<string[]> Header(NetworkStream stream)
    {
        var header = new StringBuilder();
        var one = new byte[1];
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _end.Token) == 0) throw new IOException("The connection ended.");
            header.Append((char)one[0]);
        }

        return header.ToString().Split("\r\n");
    }

    private Task Say(NetworkStream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), _end.Token).AsTask();
}
