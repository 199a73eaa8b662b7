using ContactHub.LoadTest.Cluster;
using ContactHub.LoadTest.CommandLine;
using ContactHub.LoadTest.Faults;
using ContactHub.LoadTest.RealHub;
using ContactHub.LoadTest.Servers;

namespace ContactHub.LoadTest.Commands;

/// <summary><c>faults</c>: kill the hub, or a cluster's processes, under load again and again, then look for every acknowledged message.</summary>
internal static class FaultsCommand
{
    private const int DefaultCitizens = 50;
    private const int DefaultRate = 1000;

    // A recovery time includes the time until a citizen writes next, which shall be short against it, while two cores carry six processes.
    private const int DefaultClusterRate = 250;

    public static async Task<int> RunAsync(LoadOptions options, TimeProvider time, CancellationToken cancel)
    {
        using WorkFolder folder = new(options.DataFolder);
        int citizens = options.Pairs ?? DefaultCitizens;
        int rate = options.Rate ?? (options.Silos is null ? DefaultRate : DefaultClusterRate);
        TimeSpan pace = TimeSpan.FromSeconds((double)citizens / rate);
        if (options.Silos is not null)
            return await RunClusterAsync(options, folder, citizens, pace, time, cancel);
        FaultRun run = new(HubServer.In(folder, options.HubPath), time, Output.Note, options.Verbose);
        FaultReport report = await run.RunAsync(options.Kills, citizens, pace, cancel);
        Output.Json(report);
        return report.Clean ? 0 : 1;
    }

    private static async Task<int> RunClusterAsync(
        LoadOptions options, WorkFolder folder, int citizens, TimeSpan pace, TimeProvider time, CancellationToken cancel)
    {
        ClusterShape shape = ClusterShape.Of(options);
        using ClusterServers cluster = await ClusterServers.StartAsync(shape, folder, time, cancel);
        try
        {
            ClusterFaultReport report = await new ClusterFaultRun(cluster, shape, time, Output.Note).RunAsync(options.Plan, citizens, pace, cancel);
            Output.Json(report);
            return report.Clean ? 0 : 1;
        }
        finally
        {
            if (options.Verbose)
                cluster.WriteOutput(Output.Note);
        }
    }
}
