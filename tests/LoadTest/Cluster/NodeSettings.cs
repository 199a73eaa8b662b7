using System.Globalization;
using ContactHub.LoadTest.RealHub;
using ContactHub.LoadTest.Servers;

namespace ContactHub.LoadTest.Cluster;

/// <summary>What silos and Api nodes of one cluster are told, as environment variables (docs/operations.md, "Configuration").</summary>
internal sealed class NodeSettings(ClusterShape shape, string connectionString, int redisPort)
{
    private readonly string _cluster = "load-" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..8];

    /// <param name="port">Of its health page.</param>
    public Dictionary<string, string> OfSilo(int port) => With(Common(port), new()
    {
        ["Cluster__SiloPort"] = ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture),
        ["Cluster__GatewayPort"] = ServerProcess.FreePort().ToString(CultureInfo.InvariantCulture),
    });

    /// <param name="port">Where it serves browsers.</param>
    public Dictionary<string, string> OfApi(int port) =>
        With(Common(port), With(HubServer.SettingsForLoad(), shape.IsOneProcess ? [] : new() { ["Cluster__RunsGrains"] = "false" }));

    private Dictionary<string, string> Common(int port)
    {
        Dictionary<string, string> common = new()
        {
            ["Urls"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
            ["Storage__Provider"] = "postgres",
            // Five processes and more share PostgreSQL's hundred connections.
            ["Storage__ConnectionString"] = connectionString + ";Maximum Pool Size=15",
            ["Logging__LogLevel__Default"] = "Warning",
        };
        // The default build refuses settings of a cluster.
        if (!shape.IsOneProcess)
        {
            common["Cluster__Redis"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{redisPort}");
            common["Cluster__ClusterId"] = _cluster;
            common["Cluster__ServiceId"] = _cluster;
        }

        foreach (string setting in shape.Settings)
        {
            int at = setting.IndexOf('=', StringComparison.Ordinal);
            common[setting[..at].Replace(":", "__", StringComparison.Ordinal)] = setting[(at + 1)..];
        }

        return common;
    }

    private static Dictionary<string, string> With(Dictionary<string, string> all, Dictionary<string, string> more)
    {
        foreach ((string name, string value) in more)
            all[name] = value;
        return all;
    }
}
