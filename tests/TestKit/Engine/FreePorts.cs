using System.Net;
using System.Net.Sockets;

namespace ContactHub.TestKit;

/// <summary>Ports of the loopback address that nobody listens on.</summary>
public static class FreePorts
{
    public static int One()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static (int First, int Second) Two()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, One());
    }
}
