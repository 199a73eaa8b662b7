using System.Net;
using System.Net.Sockets;

namespace ContactHub.Outbound;

/// <summary>
/// HTTP to addresses that people typed in: a name is resolved once, and the connection goes to the very address that was looked at, so that no name can
/// first be public and then lead inside (DNS rebinding). A proxy is asked for that address too, unless the settings leave names to it; what networks inside
/// are allowed is reached without it. No redirects, no cookies, no credentials of the machine.
/// </summary>
internal sealed class GuardedHttp(OutboundOptions options, OutboundProxy? proxy = null)
{
    private readonly IPNetwork[] _allowed = [.. options.AllowedNetworks.Select(network => IPNetwork.Parse(network))];

    /// <summary>Whether the hub connects to it.</summary>
    public bool Allows(IPAddress address) => PublicAddresses.Contain(Plain(address)) || IsInside(address);

    /// <summary>A handler of its own for the caller, who disposes of it. A request to a forbidden address fails with <see cref="ForbiddenAddressException"/> inside.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // The tunnel through it is the guard's own.
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        MaxResponseHeadersLength = 16,
        // A name may lead elsewhere by and by.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = (context, ct) => new ValueTask<Stream>(Connect(context.DnsEndPoint, context.InitialRequestMessage.RequestUri!, ct)),
    };

    private async Task<Stream> Connect(DnsEndPoint host, Uri destination, CancellationToken ct)
    {
        var way = proxy?.GetProxy(destination);
        var isByName = way is not null && options.ProxyByName;
        var addresses = await Resolve(host.Host, mayBeUnknown: isByName, ct);
        var allowed = addresses.Where(Allows).ToArray();
        if (way is null || allowed.Any(IsInside)) return await Direct(allowed, host.Port, ct);
        // Of a name, the proxy may take any of its addresses, so all of them must do; of one that only the proxy knows, it has to see to that itself.
        if (isByName ? allowed.Length < addresses.Length : allowed.Length == 0) throw new ForbiddenAddressException();
        return await ProxyTunnel.Open(way, proxy!.Credentials, isByName ? host.Host : Plain(allowed[0]).ToString(), host.Port, ct);
    }

    private static async Task<IPAddress[]> Resolve(string host, bool mayBeUnknown, CancellationToken ct)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        try
        {
            return await Dns.GetHostAddressesAsync(host, ct);
        }
        catch (SocketException) when (mayBeUnknown)
        {
            return [];
        }
    }

    private static async Task<Stream> Direct(IPAddress[] addresses, int port, CancellationToken ct)
    {
        if (addresses.Length == 0) throw new ForbiddenAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsInside(IPAddress address) =>
        Plain(address) is var plain && _allowed.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}

/// <summary>The address is not one that the hub connects to.</summary>
internal sealed class ForbiddenAddressException() : IOException("The address belongs to a private network; Outbound:AllowedNetworks can allow it.");
