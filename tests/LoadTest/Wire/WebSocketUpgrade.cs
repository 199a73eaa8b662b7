using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace ContactHub.LoadTest.Wire;

/// <summary>The opening handshake of RFC 6455, section 4, from the client's side.</summary>
internal static class WebSocketUpgrade
{
    private const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int MaxResponse = 16 * 1024;

    /// <summary>Upgrades a connected socket.</summary>
    /// <param name="url">Host, path and query to ask for.</param>
    /// <param name="headers">Further request headers, such as Cookie or Origin.</param>
    /// <exception cref="IOException">The server refused; the message holds its status line.</exception>
    public static async Task RunAsync(Socket socket, Uri url, IReadOnlyDictionary<string, string>? headers, CancellationToken cancel)
    {
        string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        byte[] request = Encoding.ASCII.GetBytes(RequestText(url, key, headers));
        await socket.SendAsync(request, SocketFlags.None, cancel);

        // The server speaks no frame before the hub handshake, so nothing can follow the blank line.
        byte[] response = new byte[MaxResponse];
        int length = 0;
        while (!response.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            int received = await socket.ReceiveAsync(response.AsMemory(length), SocketFlags.None, cancel);
            if (received == 0 || (length += received) == MaxResponse || IsRefusal(response.AsSpan(0, length)))
                throw new IOException($"No upgrade at {url.AbsolutePath}: {StatusLine(response.AsSpan(0, length))}");
        }

        CheckAccept(Encoding.ASCII.GetString(response, 0, length), key);
    }

    /// <summary>The value that proves the server read the key.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 prescribes SHA-1, as a fingerprint and not as a protection.")]
    public static string AcceptFor(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Guid)));

    private static string RequestText(Uri url, string key, IReadOnlyDictionary<string, string>? headers)
    {
        StringBuilder text = new();
        text.Append("GET ").Append(url.PathAndQuery).Append(" HTTP/1.1\r\nHost: ").Append(url.Authority)
            .Append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ").Append(key).Append("\r\n");
        foreach ((string name, string value) in headers ?? new Dictionary<string, string>())
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        return text.Append("\r\n").ToString();
    }

    private static bool IsRefusal(ReadOnlySpan<byte> response) =>
        response.Length >= 12 && !response.StartsWith("HTTP/1.1 101"u8) && response.IndexOf("\r\n"u8) >= 0;

    private static string StatusLine(ReadOnlySpan<byte> response)
    {
        int end = response.IndexOf("\r\n"u8);
        return end < 0 ? "the connection was closed" : Encoding.ASCII.GetString(response[..end]);
    }

    private static void CheckAccept(string response, string key)
    {
        string expected = "Sec-WebSocket-Accept: " + AcceptFor(key);
        if (!response.StartsWith("HTTP/1.1 101", StringComparison.Ordinal) || !response.Contains(expected, StringComparison.OrdinalIgnoreCase))
            throw new IOException("The server's upgrade response is not for this request.");
    }
}
