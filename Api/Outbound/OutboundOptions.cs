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

    /// <summary>As <see cref="OutboundProxy"/> takes it; may hold a password.</summary>
    public string Proxy { get; init; } = "";

    /// <summary>Hosts and networks that are reached without the proxy.</summary>
    public string[] NoProxy { get; init; } = [];

    /// <summary>
    /// The proxy resolves names, because the hub's network knows none outside. Then it, too, must refuse to connect to addresses inside: the hub can't know
    /// where a name leads.
    /// </summary>
    public bool ProxyByName { get; init; }

    /// <summary>Without the proxy, which may hold a password.</summary>
    public override string ToString() => nameof(OutboundOptions);

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (OutboundProxy.Problem(Proxy) is { } problem) yield return problem;
        foreach (var except in NoProxy.Where(except => except.Contains("//", StringComparison.Ordinal) || except.Contains(',', StringComparison.Ordinal) || except.Contains('*', StringComparison.Ordinal)))
            yield return $"Outbound:NoProxy has '{except}', which is not a host such as ornek.bel.tr or a network such as 10.0.0.0/8.";
        foreach (var network in AllowedNetworks.Where(network => !IPNetwork.TryParse(network, out _)))
            yield return $"Outbound:AllowedNetworks has '{network}', which is not a network such as 10.20.0.0/16.";
    }
}
