using ContactHub.LoadTest.CommandLine;
using ContactHub.LoadTest.Faults;
using ContactHub.LoadTest.RealHub;
using ContactHub.LoadTest.Servers;

namespace ContactHub.LoadTest.Commands;

/// <summary><c>faults</c>: kill the hub under load again and again, then look for every acknowledged message.</summary>
internal static class FaultsCommand
{
    private const int DefaultCitizens = 50;
    private const int DefaultRate = 1000;

    public static async Task<int> RunAsync(LoadOptions options, TimeProvider time, CancellationToken cancel)
    {
        using WorkFolder folder = new(options.DataFolder);
        int citizens = options.Pairs ?? DefaultCitizens;
        TimeSpan pace = TimeSpan.FromSeconds((double)citizens / (options.Rate ?? DefaultRate));
        FaultRun run = new(HubServer.In(folder, options.HubPath), time, Output.Note, options.Verbose);
        FaultReport report = await run.RunAsync(options.Kills, citizens, pace, cancel);
        Output.Json(report);
        return report.Clean ? 0 : 1;
    }
}
