using System.Globalization;
using ContactHub.LoadTest.Measurement;
using ContactHub.LoadTest.Servers;
using ContactHub.TestKit;

namespace ContactHub.LoadTest.Cluster;

/// <summary>The cluster's PostgreSQL, in a folder of its own: the postmaster and the processes that it starts.</summary>
internal sealed class PostgresPart : IClusterPart
{
    private readonly PostgresServer _server;

    private PostgresPart(PostgresServer server, string connectionString) => (_server, ConnectionString) = (server, connectionString);

    public string Kind => PartKinds.Postgres;

    public string Name => PartKinds.Postgres;

    /// <summary>Of the cluster's empty database.</summary>
    public string ConnectionString { get; }

    public IReadOnlyList<int> Pids => Postmaster() is { } postmaster ? [postmaster, .. ProcStat.ChildrenOf(postmaster)] : [];

    /// <summary>Its log file holds its lines.</summary>
    public IReadOnlyList<string> Output => [];

    /// <summary>Makes a server with an empty database and starts it.</summary>
    public static async Task<PostgresPart> CreateAsync()
    {
        PostgresServer server = await PostgresServer.Start();
        return new PostgresPart(server, await server.CreateDatabase());
    }

    public Task StartAsync(CancellationToken cancel) => _server.Restart();

    /// <summary>The postmaster first, so that it starts none of its processes anew.</summary>
    public void Kill()
    {
        IReadOnlyList<int> pids = Pids;
        foreach (int pid in pids)
            ChildProcesses.Kill(pid);
        SpinWait.SpinUntil(() => !pids.Any(ProcStat.IsRunning), TimeSpan.FromSeconds(10));
    }

    public void Dispose()
    {
        Kill();
        // Its files are removed by the server's own watcher as well, should this process be killed.
        File.Delete(_server.FileFor("data/postmaster.pid"));
        _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private int? Postmaster()
    {
        string file = _server.FileFor("data/postmaster.pid");
        if (!File.Exists(file))
            return null;
        int pid = int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
        return ProcStat.IsRunning(pid) ? pid : null;
    }
}
