using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace ContactHub.LoadTest.Wire;

/// <summary>
/// One connection speaking the JSON hub protocol over a hand-built WebSocket. Frames go out with one system call each,
/// and records are handed to the handler by the receiving loop, so a handler must not block.
/// </summary>
internal sealed class HubConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly RecordHandler _handler;
    private readonly FrameReader _frames = new();
    private readonly RecordSplitter _records = new();
    private readonly RecordHandler _takeRecord;
    private readonly Lock _sending = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private uint _mask = (uint)Random.Shared.Next() | 1;
    private bool _shaken;

    private HubConnection(Socket socket, RecordHandler handler)
    {
        _socket = socket;
        _handler = handler;
        _takeRecord = TakeRecord;
    }

    /// <summary>Ends when the connection has ended, with why.</summary>
    public Task<string> Closed => _closed.Task;

    /// <summary>Connects, upgrades and shakes hands.</summary>
    /// <param name="url">http address of the hub on 127.0.0.1, with any query it wants.</param>
    /// <param name="from">The loopback address to connect from; null leaves it to the system.</param>
    /// <exception cref="IOException">The server refused or went away.</exception>
    /// <exception cref="SocketException">Nobody listens.</exception>
    public static async Task<HubConnection> OpenAsync(
        Uri url, RecordHandler handler, IReadOnlyDictionary<string, string>? headers, IPAddress? from, CancellationToken cancel)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (from is not null)
                socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, url.Port), cancel);
            await WebSocketUpgrade.RunAsync(socket, url, headers, cancel);
            HubConnection connection = new(socket, handler);
            connection.Send(HubRecord.HandshakeRequest);
            _ = connection.ReceiveAsync();
            await connection._ready.Task.WaitAsync(cancel);
            return connection;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends one or more terminated records in one text frame.</summary>
    /// <exception cref="IOException">The connection is gone.</exception>
    public void Send(ReadOnlySpan<byte> records) => Send(WebSocketOpcode.Text, records);

    public void Dispose() => _socket.Dispose();

    private void Send(WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        int size = WebSocketFrame.SizeOf(payload.Length);
        byte[]? rented = null;
        Span<byte> frame = size <= 1024 ? stackalloc byte[1024] : rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            lock (_sending)
            {
                // xorshift: RFC 6455 wants a key that a page's script cannot foresee; nothing is at stake on loopback.
                _mask ^= _mask << 13;
                _mask ^= _mask >> 17;
                _mask ^= _mask << 5;
                WebSocketFrame.Write(frame, opcode, payload, _mask);
                ReadOnlySpan<byte> rest = frame[..size];
                while (rest.Length > 0)
                    rest = rest[_socket.Send(rest)..];
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            throw new IOException("The connection is gone.", gone);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private async Task ReceiveAsync()
    {
        string why = "the server closed the connection";
        try
        {
            while (true)
            {
                int received = await _socket.ReceiveAsync(_frames.Room(), SocketFlags.None);
                if (received == 0)
                    break;
                _frames.Received(received);
                if (!TakeFrames())
                    break;
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or IOException)
        {
            why = end.Message;
        }
        catch (Exception fault)
        {
            // A handler's fault must not vanish with this task: whoever waits on the connection gets it.
            _ready.TrySetException(fault);
            _closed.TrySetException(fault);
        }
        finally
        {
            _socket.Dispose();
            _ready.TrySetException(new IOException("The hub handshake failed: " + why));
            _closed.TrySetResult(why);
        }
    }

    private bool TakeFrames()
    {
        while (_frames.TryRead(out WebSocketHeader header, out ReadOnlySpan<byte> payload))
        {
            switch (header.Opcode)
            {
                case WebSocketOpcode.Close:
                    return false;
                case WebSocketOpcode.Ping:
                    Send(WebSocketOpcode.Pong, payload);
                    break;
                case WebSocketOpcode.Pong:
                    break;
                default:
                    _records.Append(payload, _takeRecord);
                    break;
            }
        }

        return true;
    }

    private void TakeRecord(ReadOnlySpan<byte> record)
    {
        if (_shaken)
        {
            _handler(record);
            return;
        }

        _shaken = true;
        if (HubRecord.Parse(record).Error is { } refusal)
            throw new IOException("The hub refused the handshake: " + refusal);
        _ready.TrySetResult();
    }
}
