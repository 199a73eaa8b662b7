using System.Globalization;
using ContactHub.LoadTest.Cluster;
using ContactHub.LoadTest.CommandLine;
using ContactHub.LoadTest.Measurement;
using ContactHub.LoadTest.RealHub;
using ContactHub.LoadTest.Servers;

namespace ContactHub.LoadTest.Targets;

/// <summary>A freshly started server with its files, ready for load; all of it is gone after disposal.</summary>
internal sealed class TargetServer : IDisposable
{
    private readonly WorkFolder? _folder;
    private readonly ServerProcess? _process;
    private readonly ClusterServers? _cluster;

    private TargetServer(string name, ILoadTarget target, ServerProcesses? processes, WorkFolder? folder, ServerProcess? process, ClusterServers? cluster = null)
    {
        (Name, Target, Processes, _folder, _process, _cluster) = (name, target, processes, folder, process, cluster);
    }

    /// <summary>relay, durable or hub.</summary>
    public string Name { get; }

    public ILoadTarget Target { get; }

    /// <summary>Its address; null for a cluster and for a hub started elsewhere.</summary>
    public Uri? Url => _process?.Url;

    /// <summary>The server's processes; null for a hub started elsewhere whose id was not given.</summary>
    public ServerProcesses? Processes { get; }

    /// <exception cref="IOException">The server does not start or refuses the sign-in.</exception>
    public static async Task<TargetServer> StartAsync(string name, LoadOptions options, TimeProvider time, CancellationToken cancel)
    {
        if (name == "hub" && options.HubUrl is { } url)
        {
            string cookie = await StaffSignIn.WithPasswordAsync(url, options.AgentEmail!, options.AgentPassword!, cancel);
            return new TargetServer(name, new HubTarget(new HubAddresses([url]), cookie), options.HubPid is { } pid ? ServerProcesses.Of(pid) : null, null, null);
        }

        if (name == "hub" && options.Silos is not null)
            return await StartClusterAsync(options, time, cancel);

        WorkFolder folder = new(options.DataFolder);
        ServerProcess? process = null;
        try
        {
            process = await StartProcessAsync(name, options, folder, time, cancel);
            ILoadTarget target = name == "hub"
                ? new HubTarget(new HubAddresses([process.Url]), await StaffSignIn.AsFirstAdministratorAsync(process, time, cancel), options.IdleSays)
                : new YardstickTarget(process.Url, acknowledges: name == "durable");
            return new TargetServer(name, target, ServerProcesses.Of(process.Pid), folder, process);
        }
        catch
        {
            process?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Prints the server's last lines for people.</summary>
    public void WriteOutput(TextWriter to)
    {
        foreach (string line in _process?.Output ?? [])
            to.WriteLine($"{Name}: {line}");
        _cluster?.WriteOutput(to.WriteLine);
    }

    public void Dispose()
    {
        (Target as IDisposable)?.Dispose();
        _process?.Dispose();
        _cluster?.Dispose();
        _folder?.Dispose();
    }

    private static async Task<TargetServer> StartClusterAsync(LoadOptions options, TimeProvider time, CancellationToken cancel)
    {
        ClusterShape shape = ClusterShape.Of(options);
        WorkFolder folder = new(options.DataFolder);
        try
        {
            ClusterServers cluster = await ClusterServers.StartAsync(shape, folder, time, cancel);
            string name = string.Create(CultureInfo.InvariantCulture, $"cluster {shape.Silos}+{shape.Apis}");
            return new TargetServer(name, new HubTarget(cluster.Hubs, cluster.Cookie, options.IdleSays), cluster.Processes, folder, null, cluster);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static Task<ServerProcess> StartProcessAsync(
        string name, LoadOptions options, WorkFolder folder, TimeProvider time, CancellationToken cancel) =>
        name == "hub"
            ? HubServer.In(folder, options.HubPath).StartAsync(time, cancel)
            : Yardsticks.StartAsync(name, folder, time, cancel);
}
