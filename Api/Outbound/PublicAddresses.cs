using System.Net;
using System.Net.Sockets;

namespace ContactHub.Outbound;

/// <summary>
/// Which addresses are out in the internet, by IANA's registries of special addresses (https://www.iana.org/assignments/iana-ipv4-special-registry and
/// iana-ipv6-special-registry); what embeds an IPv4 address is as public as that one.
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Whether it is nobody's own network, machine or special purpose.</summary>
    public static bool Contain(IPAddress address) =>
        Embedded(address) is { } inner ? Contain(inner) : !Special.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));

    private static IPAddress? Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return null;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return Translated.Contains(address) ? new IPAddress(bytes.AsSpan(12)) : SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4)) : null;
    }
}
