using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ContactHub.Outbound;

/// <summary>A connection through a proxy (RFC 9110 section 9.3.6): what it is asked for is what it connects to, and what is said inside is none of its business.</summary>
internal static class ProxyTunnel
{
    private const int MostHeader = 8 * 1024;

    /// <summary>Opens one.</summary>
    /// <param name="host">A name, or an address.</param>
    /// <exception cref="ProxyException">The proxy was not reached, or does not want to.</exception>
    public static async Task<Stream> Open(Uri proxy, ICredentials? credentials, string host, int port, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(proxy.IdnHost, proxy.Port, ct);
            var stream = new NetworkStream(socket, ownsSocket: true);
            var authority = string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n{Authorization(proxy, credentials)}\r\n"), ct);
            var status = await Status(stream, ct);
            return status is >= 200 and < 300
                ? stream
                : throw new ProxyException(status == 407 ? "The proxy wants a user and a password: Outbound:Proxy." : $"The proxy refused the connection with status {status}.");
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new ProxyException($"The proxy was not reached: {e.Message}");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Authorization(Uri proxy, ICredentials? credentials) => credentials?.GetCredential(proxy, "Basic") is { UserName.Length: > 0 } known
        ? $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{known.UserName}:{known.Password}"))}\r\n"
        : "";

    /// <summary>The status of the answer, of which all is read and no more: what follows is the other side's.</summary>
    private static async Task<int> Status(NetworkStream stream, CancellationToken ct)
    {
        var header = new List<byte>(256);
        var one = new byte[1];
        while (header.Count < MostHeader)
        {
            if (await stream.ReadAsync(one, ct) == 0) break;
            header.Add(one[0]);
            if (header is not [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n']) continue;
            var line = Encoding.ASCII.GetString([.. header]).Split("\r\n", 2)[0].Split(' ', 3);
            return line is [['H', 'T', 'T', 'P', '/', ..], var status, ..] && int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new ProxyException("The proxy's answer is not HTTP.");
        }

        throw new ProxyException("The proxy gave no answer.");
    }
}

/// <summary>The proxy stands in the way.</summary>
internal sealed class ProxyException(string message) : IOException(message);
