using System.Globalization;
using System.Net;
using ContactHub.Storage;
using Microsoft.Extensions.Configuration;

namespace ContactHub.Silo;

/// <summary>The configuration section <c>Cluster</c>: where the processes of a cluster find each other. It is for <c>Engine=Orleans</c>.</summary>
public sealed record ClusterSettings
{
    public const string Section = "Cluster";

    /// <summary>Redis, as StackExchange.Redis writes it: <c>host:port,host:port,option=value</c>. Membership, grain directory and reminders are there.</summary>
    public string? Redis { get; init; }

    /// <summary>Which processes belong together.</summary>
    public string ClusterId { get; init; } = "contacthub";

    /// <summary>Whose reminders these are; stays the same when a cluster is replaced by another one.</summary>
    public string ServiceId { get; init; } = "contacthub";

    /// <summary>The IP address under which the other processes reach this one; it listens there for them, without sign-in or encryption.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Where the other silos connect to.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>Where processes that run no grains connect to.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>Whether grains run in this process; otherwise it calls those of the others.</summary>
    public bool RunsGrains { get; init; } = true;

    /// <summary>
    /// How long a silo that asks another one whether it is alive waits for the answer at first; it also asks about that often. Half of it will do
    /// once answers have come quickly. The same on every silo.
    /// </summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Questions in a row without an answer until the silo that asks takes the other one for dead.</summary>
    public int MissedProbes { get; init; } = 2;

    /// <summary>How many silos must take one for dead until it is declared so; of a cluster of two, the other one is enough.</summary>
    public int DeathVotes { get; init; } = 1;

    /// <summary>How long a call between processes may take; also how long the edge repeats calls that a silo's death took along.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a process without grains asks for the list of silos.</summary>
    public TimeSpan GatewayRefresh { get; init; } = TimeSpan.FromSeconds(3);

    public static ClusterSettings Read(IConfiguration configuration) => configuration.GetSection(Section).Get<ClusterSettings>() ?? new ClusterSettings();

    /// <summary>What keeps this build from using the section as it is given, one sentence each; no sentence shows a password.</summary>
    /// <param name="isGiven">Whether the configuration has the section.</param>
    /// <param name="storage">Where the hub's data is.</param>
    public IEnumerable<string> Problems(bool isGiven, StorageOptions storage) => EngineWiring.ClusterProblems(this, isGiven, storage);

    /// <summary>What is wrong with the values, one sentence each.</summary>
    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(ClusterId)) yield return "Cluster:ClusterId is empty.";
        if (string.IsNullOrWhiteSpace(ServiceId)) yield return "Cluster:ServiceId is empty.";
        if (!IPAddress.TryParse(Address, out _)) yield return $"Cluster:Address is '{Address}', which is not an IP address.";
        if (SiloPort is < 1 or > 65535) yield return $"Cluster:SiloPort is {SiloPort}; it must be from 1 to 65535.";
        if (GatewayPort is < 1 or > 65535) yield return $"Cluster:GatewayPort is {GatewayPort}; it must be from 1 to 65535.";
        if (SiloPort == GatewayPort) yield return "Cluster:SiloPort and Cluster:GatewayPort are the same.";
        if (ProbeTimeout < TimeSpan.FromMilliseconds(200) || ProbeTimeout > TimeSpan.FromMinutes(1)) yield return $"Cluster:ProbeTimeout is {ProbeTimeout}; it must be from 0.2 s to 1 minute.";
        if (MissedProbes is < 1 or > 20) yield return $"Cluster:MissedProbes is {MissedProbes}; it must be from 1 to 20.";
        if (DeathVotes is < 1 or > 9) yield return $"Cluster:DeathVotes is {DeathVotes}; it must be from 1 to 9.";
        if (CallTimeout < TimeSpan.FromSeconds(1) || CallTimeout > TimeSpan.FromMinutes(1)) yield return $"Cluster:CallTimeout is {CallTimeout}; it must be from 1 s to 1 minute.";
        if (GatewayRefresh < TimeSpan.FromSeconds(1) || GatewayRefresh > TimeSpan.FromMinutes(5)) yield return $"Cluster:GatewayRefresh is {GatewayRefresh}; it must be from 1 s to 5 minutes.";
        if (string.IsNullOrWhiteSpace(Redis))
        {
            yield return "Cluster:Redis is missing; the cluster keeps its membership there.";
            yield break;
        }

        var parts = Redis.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // An option may hold anything after its first '=', a server has none.
        var servers = parts.Where(part => !part.Contains('=', StringComparison.Ordinal)).ToList();
        if (servers.Count == 0) yield return "Cluster:Redis names no server; it is written host:port,option=value.";
        foreach (var server in servers.Where(server => !IsServer(server)))
            yield return $"Cluster:Redis has '{WithoutUser(server)}', which is not a server; it is written host or host:port.";
        if (parts.Any(part => part.StartsWith('='))) yield return "Cluster:Redis has an option without a name.";
    }

    /// <summary>SQLite's files belong to one process, so there is no second node that could use them.</summary>
    internal IEnumerable<string> StorageFaults(StorageOptions storage)
    {
        if (!string.Equals(storage.Provider, StorageOptions.Sqlite, StringComparison.OrdinalIgnoreCase)) yield break;
        if (!RunsGrains)
            yield return "Cluster:RunsGrains is false, but Storage:Provider is 'sqlite', which only one process can use, the one that runs the grains; it must be 'postgres'.";
        if (IPAddress.TryParse(Address, out var address) && !IPAddress.IsLoopback(address))
            yield return $"Cluster:Address is '{Address}', for other nodes to reach, but Storage:Provider is 'sqlite', which only one process can use; it must be 'postgres'.";
    }

    private static bool IsServer(string server)
    {
        var bracket = server.LastIndexOf(']');
        var colon = server.IndexOf(':', bracket + 1);
        var host = colon < 0 ? server : server[..colon];
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown) return false;
        return colon < 0
            || (int.TryParse(server[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535);
    }

    /// <summary>Of <c>redis://user:password@host</c> only the host may be shown.</summary>
    private static string WithoutUser(string server) => server[(server.LastIndexOf('@') + 1)..];
}
