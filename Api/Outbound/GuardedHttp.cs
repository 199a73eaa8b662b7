using System.Net;
using System.Net.Sockets;

namespace ContactHub.Outbound;

/// <summary>
/// HTTP to addresses that people typed in: a name is resolved once, and the connection goes to the very address that was looked at, so that no name can
/// first be public and then lead inside (DNS rebinding). No redirects, no cookies, no proxy, no credentials of the machine.
/// </summary>
internal sealed class GuardedHttp(OutboundOptions options)
{
    private readonly IPNetwork[] _allowed = [.. options.AllowedNetworks.Select(network => IPNetwork.Parse(network))];

    /// <summary>Whether the hub connects to it.</summary>
    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return PublicAddresses.Contain(plain) || _allowed.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>A handler of its own for the caller, who disposes of it. A request to a forbidden address fails with <see cref="ForbiddenAddressException"/> inside.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxResponseHeadersLength = 16,
        // A name may lead elsewhere by and by.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = async (context, ct) => await Connect(context.DnsEndPoint, ct),
    };

    private async Task<Stream> Connect(DnsEndPoint host, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(host.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host.Host, ct);
        var allowed = addresses.Where(Allows).ToArray();
        if (allowed.Length == 0) throw new ForbiddenAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, host.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The address is not one that the hub connects to.</summary>
internal sealed class ForbiddenAddressException() : IOException("The address belongs to a private network; Outbound:AllowedNetworks can allow it.");
