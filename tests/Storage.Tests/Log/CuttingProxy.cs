using System.Net;
using System.Net.Sockets;

namespace ContactHub.Storage.Tests;

/// <summary>A TCP relay to a PostgreSQL server that can cut the connection on which a COMMIT is seen, before or after the server had it.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly Task _run;
    private volatile Cut _next;

    public CuttingProxy(int serverPort)
    {
        _server = serverPort;
        _listener.Start();
        _run = Accept();
    }

    public enum Cut
    {
        None,

        /// <summary>The server never gets the COMMIT.</summary>
        Before,

        /// <summary>The server commits, its answer gets lost.</summary>
        After,

        /// <summary>As <see cref="After"/>, and no further connection is taken.</summary>
        AfterForGood,
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What to do at the next COMMIT.</summary>
    public Cut Next { set => _next = value; }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _run;
    }

    private async Task Accept()
    {
        var connections = new List<Task>();
        try
        {
            while (true) connections.Add(Relay(await _listener.AcceptTcpClientAsync()));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task Relay(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _server);
            var answers = Answers(server.GetStream(), client.GetStream());
            var requests = Requests(client, server.GetStream());
            await Task.WhenAny(answers, requests);
            // The server's answer says that it has finished the commit; the client is not there any more to hear it.
            if (requests is { IsCompletedSuccessfully: true, Result: Cut.After or Cut.AfterForGood }) await answers;
            client.Close();
            server.Close();
            await Task.WhenAll(answers, requests);
        }
    }

    /// <summary>Passes on what the client says; returns at its end, or with the cut that was made.</summary>
    private async Task<Cut> Requests(TcpClient client, NetworkStream server)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await client.GetStream().ReadAsync(buffer) is > 0 and var count)
            {
                var cut = buffer.AsSpan(0, count).IndexOf("COMMIT\0"u8) >= 0 ? _next : Cut.None;
                if (cut == Cut.AfterForGood) _listener.Stop();
                if (cut == Cut.Before) return Forget(cut);
                if (cut != Cut.None) client.Close();
                await server.WriteAsync(buffer.AsMemory(0, count));
                if (cut != Cut.None) return Forget(cut);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // One side is gone; the other is closed then.
        }

        return Cut.None;
    }

    private Cut Forget(Cut cut)
    {
        _next = Cut.None;
        return cut;
    }

    private static async Task Answers(NetworkStream server, NetworkStream client)
    {
        try
        {
            await server.CopyToAsync(client);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // One side is gone.
        }
    }
}
