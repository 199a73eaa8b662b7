using ContactHub.LoadTest.CommandLine;
using ContactHub.LoadTest.Load;
using ContactHub.LoadTest.Measurement;
using ContactHub.LoadTest.Targets;

namespace ContactHub.LoadTest.Commands;

/// <summary>
/// <c>compare</c>: relay, durable and hub in turn, round after round, each on a fresh server that is warmed by the closed
/// loop before its throughput is taken and the open loop's latencies follow.
/// </summary>
internal static class CompareCommand
{
    private const int DefaultRate = 1000;
    private static readonly string[] Sides = ["relay", "durable", "hub"];
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(LoadOptions options, TimeProvider time, CancellationToken cancel)
    {
        Dictionary<string, List<(RunReport Closed, RunReport Open)>> runs = Sides.ToDictionary(side => side, _ => new List<(RunReport, RunReport)>());
        for (int round = 1; round <= options.Rounds; round++)
        {
            foreach (string side in Sides)
            {
                Output.Note($"round {round}: {side}");
                runs[side].Add(await RunSideAsync(side, options, time, cancel));
            }
        }

        CompareReport report = CompareReport.Of(runs);
        Output.Json(report);
        return report.Clean ? 0 : 1;
    }

    private static async Task<(RunReport Closed, RunReport Open)> RunSideAsync(
        string side, LoadOptions options, TimeProvider time, CancellationToken cancel)
    {
        using TargetServer server = await TargetServer.StartAsync(side, options, time, cancel);
        LoadShape closed = options.ClosedLoop;
        LoadShape open = options.OpenLoop(options.Rate ?? DefaultRate) with { Warm = Settle };
        RunReport closedReport = await new LoadRun(side, server.Target, closed, server.Processes, time).RunAsync(cancel);
        Output.Json(closedReport);
        RunReport openReport = await new LoadRun(side, server.Target, open, server.Processes, time).RunAsync(cancel);
        Output.Json(openReport);
        if (options.Verbose)
            server.WriteOutput(Console.Error);
        return (closedReport, openReport);
    }
}
