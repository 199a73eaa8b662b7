using ContactHub.LoadTest.CommandLine;
using ContactHub.LoadTest.Idle;
using ContactHub.LoadTest.Measurement;
using ContactHub.LoadTest.Servers;
using ContactHub.LoadTest.Targets;

namespace ContactHub.LoadTest.Commands;

/// <summary><c>idle</c>: what a connected visitor who writes nothing costs in resident memory.</summary>
internal static class IdleCommand
{
    private const int WarmUp = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(LoadOptions options, TimeProvider time, CancellationToken cancel)
    {
        string[] targets = options.Silos is not null ? ["hub"] : options.IdleTarget == "both" ? ["relay", "hub"] : [options.IdleTarget];
        Dictionary<string, IdleReading> readings = [];
        foreach (string target in targets)
        {
            Output.Note($"{options.Connections} connections to {target}");
            readings[target] = await MeasureAsync(target, options, time, cancel);
        }

        Dictionary<string, double> bytes = readings.ToDictionary(one => one.Key, one => one.Value.PerConnection(options.Connections));
        double? ratio = bytes.TryGetValue("relay", out double relay) && bytes.TryGetValue("hub", out double hub) && relay > 0
            ? Math.Round(hub / relay, 3)
            : null;
        Output.Json(new IdleReport(options.Connections, bytes, ratio, readings));
        return readings.Values.All(reading => reading.Dropped == 0) ? 0 : 1;
    }

    private static async Task<IdleReading> MeasureAsync(string name, LoadOptions options, TimeProvider time, CancellationToken cancel)
    {
        using TargetServer server = await TargetServer.StartAsync(name, options, time, cancel);
        // The first connections load and compile code; that memory is not theirs.
        using (IdleCrowd first = new(server.Target, time))
            await first.ConnectAsync(WarmUp, cancel);
        await Task.Delay(Pause, time, cancel);

        ServerProcesses processes = server.Processes!;
        IReadOnlyDictionary<string, double> before = processes.ResidentBytes();
        using IdleCrowd crowd = new(server.Target, time);
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task pinging = crowd.PingAsync(ending.Token);
        long started = time.GetTimestamp();
        await crowd.ConnectAsync(options.Connections, cancel);
        double perSecond = Math.Round(options.Connections / time.GetElapsedTime(started).TotalSeconds, 1);
        long connected = Sum(processes.ResidentBytes());
        await Task.Delay(TimeSpan.FromSeconds(options.SettleSeconds), time, cancel);
        IReadOnlyDictionary<string, double> settled = processes.ResidentBytes();
        int dropped = crowd.Dropped;
        long? collected = name == "hub" ? null : await CollectAsync(server.Url!, processes, cancel);
        await ending.CancelAsync();
        await pinging;
        if (options.Verbose)
            server.WriteOutput(Console.Error);
        return new IdleReading(Sum(before), connected, Sum(settled), collected, perSecond, dropped, IdleReading.Growth(before, settled, options.Connections));
    }

    private static long Sum(IReadOnlyDictionary<string, double> bytes) => (long)bytes.Values.Sum();

    private static async Task<long> CollectAsync(Uri server, ServerProcesses processes, CancellationToken cancel)
    {
        using HttpClient http = new();
        using HttpResponseMessage done = await http.PostAsync(new Uri(server, YardstickServer.CollectPath), null, cancel);
        done.EnsureSuccessStatusCode();
        return Sum(processes.ResidentBytes());
    }
}
