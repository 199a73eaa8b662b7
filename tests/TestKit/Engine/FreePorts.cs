using System.Net;
using System.Net.Sockets;

namespace ContactHub.TestKit;

/// <summary>Ports of the loopback address that nobody listens on.</summary>
public static class FreePorts
{
    // Below the ports that outgoing connections are given (Linux: 32768 and above), so that none takes it before the server or between two starts.
    private const int Lowest = 20_000;
    private const int Highest = 32_000;

    public static int One()
    {
        using var listener = Listen();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static (int First, int Second) Two()
    {
        using var first = Listen();
        return (((IPEndPoint)first.LocalEndpoint).Port, One());
    }

    private static TcpListener Listen()
    {
        while (true)
        {
            var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(Lowest, Highest));
            try
            {
                listener.Start();
                return listener;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                listener.Dispose();
            }
        }
    }

    /// <summary>Whether somebody takes connections there.</summary>
    public static bool Answers(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
