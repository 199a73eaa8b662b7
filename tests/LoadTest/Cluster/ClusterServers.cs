using System.Globalization;
using ContactHub.LoadTest.Measurement;
using ContactHub.LoadTest.RealHub;
using ContactHub.LoadTest.Servers;

namespace ContactHub.LoadTest.Cluster;

/// <summary>A whole cluster on 127.0.0.1: Redis, PostgreSQL, silos and Api nodes, each a child process on ports that were free.</summary>
internal sealed class ClusterServers : IDisposable
{
    private readonly List<IClusterPart> _parts = [];

    private ClusterServers()
    {
    }

    /// <summary>In the order in which they were started.</summary>
    public IReadOnlyList<IClusterPart> Parts => _parts;

    /// <summary>The Api nodes.</summary>
    public HubAddresses Hubs { get; private set; } = null!;

    /// <summary>Cookie of the administrator.</summary>
    public string Cookie { get; private set; } = "";

    /// <summary>Of the cluster's database.</summary>
    public string ConnectionString => _parts.OfType<PostgresPart>().Single().ConnectionString;

    /// <summary>All processes by kind.</summary>
    public ServerProcesses Processes => new(PartKinds.All.ToDictionary(kind => kind, kind => (Func<IEnumerable<int>>)(() => Of(kind).SelectMany(part => part.Pids))));

    /// <summary>Starts everything and signs the administrator in.</summary>
    /// <exception cref="IOException">Something does not start.</exception>
    public static async Task<ClusterServers> StartAsync(ClusterShape shape, WorkFolder folder, TimeProvider time, CancellationToken cancel)
    {
        ClusterServers cluster = new();
        try
        {
            await cluster.StartPartsAsync(shape, folder, time, cancel);
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    public IReadOnlyList<IClusterPart> Of(string kind) => [.. _parts.Where(part => part.Kind == kind)];

    /// <summary>Prints the last lines of every process for people.</summary>
    public void WriteOutput(Action<string> note)
    {
        foreach (IClusterPart part in _parts)
        {
            foreach (string line in part.Output)
                note($"{part.Name}: {line}");
        }
    }

    public void Dispose()
    {
        for (int i = _parts.Count - 1; i >= 0; i--)
            _parts[i].Dispose();
    }

    private async Task StartPartsAsync(ClusterShape shape, WorkFolder folder, TimeProvider time, CancellationToken cancel)
    {
        _parts.Add(await PostgresPart.CreateAsync());
        ServerLaunch redis = Redis(shape, folder);
        if (!shape.IsOneProcess)
            await AddAsync(new ClusterNode(PartKinds.Redis, PartKinds.Redis, redis, time), cancel);
        NodeSettings settings = new(shape, ConnectionString, redis.Port);
        await Task.WhenAll(Enumerable.Range(1, shape.Silos).Select(i => AddAsync(Node(PartKinds.Silo, i, shape.SiloDll, settings.OfSilo, time), cancel)));
        List<Uri> apis = [];
        // One after the other, so that it is the first that prints the administrator's password.
        for (int i = 1; i <= shape.Apis; i++)
        {
            ClusterNode api = Node(PartKinds.Api, i, shape.ApiDll, settings.OfApi, time);
            await AddAsync(api, cancel);
            apis.Add(api.Process.Url);
            if (i == 1)
                Cookie = await StaffSignIn.AsFirstAdministratorAsync(api.Process, time, cancel);
        }

        Hubs = new HubAddresses(apis);
    }

    private async Task AddAsync(ClusterNode node, CancellationToken cancel)
    {
        lock (_parts)
            _parts.Add(node);
        await node.StartAsync(cancel);
    }

    private static ClusterNode Node(string kind, int number, string dll, Func<int, Dictionary<string, string>> settings, TimeProvider time)
    {
        int port = ServerProcess.FreePort();
        string name = string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}");
        return new ClusterNode(kind, name, new ServerLaunch([dll], settings(port), Path.GetDirectoryName(dll)!, port), time);
    }

    // As docs/operations.md wants it: what Redis has acknowledged outlives its end.
    private static ServerLaunch Redis(ClusterShape shape, WorkFolder folder)
    {
        string data = folder.File("redis");
        Directory.CreateDirectory(data);
        int port = ServerProcess.FreePort();
        string[] arguments =
        [
            "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", data, "--save", "", "--appendonly", "yes", "--appendfsync", "everysec",
        ];
        return new ServerLaunch(arguments, new Dictionary<string, string>(), data, port, shape.Redis);
    }
}
