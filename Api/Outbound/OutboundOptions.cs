using System.Net;

namespace ContactHub.Outbound;

/// <summary>The configuration section <c>Outbound</c>: what holds for every way out of the hub.</summary>
public sealed record OutboundOptions
{
    public const string Section = "Outbound";

    /// <summary>
    /// Networks that the hub may connect to although they are not public, such as <c>10.20.0.0/16</c>, for addresses that were typed into the desk. Without it,
    /// such an address would let whoever may type one look around in the municipality's network.
    /// </summary>
    public string[] AllowedNetworks { get; init; } = [];

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems() =>
        AllowedNetworks.Where(network => !IPNetwork.TryParse(network, out _)).Select(network => $"Outbound:AllowedNetworks has '{network}', which is not a network such as 10.20.0.0/16.");
}
