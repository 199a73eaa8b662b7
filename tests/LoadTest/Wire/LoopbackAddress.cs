using System.Net;

namespace ContactHub.LoadTest.Wire;

/// <summary>
/// Every simulated citizen has an address of its own out of 127.0.0.0/8, as citizens have; limits per address then see what they would see.
/// </summary>
internal static class LoopbackAddress
{
    /// <param name="index">0 to 4 million.</param>
    public static IPAddress Of(int index)
    {
        int n = index % (1 << 22);
        return new IPAddress([127, (byte)(1 + (n >> 16)), (byte)(n >> 8), (byte)n]);
    }
}
