using ContactHub.LoadTest.CommandLine;
using ContactHub.LoadTest.Load;
using ContactHub.LoadTest.Measurement;
using ContactHub.LoadTest.Servers;
using ContactHub.LoadTest.Targets;

namespace ContactHub.LoadTest.Commands;

/// <summary><c>relay</c> and <c>durable</c>.</summary>
internal static class YardstickCommand
{
    public static async Task<int> RunAsync(LoadOptions options, TimeProvider time, CancellationToken cancel)
    {
        using WorkFolder folder = new(options.DataFolder);
        using ServerProcess server = await Yardsticks.StartAsync(options.Command, folder, time, cancel);
        LoadShape shape = options.Rate is { } rate ? options.OpenLoop(rate) : options.ClosedLoop;
        YardstickTarget target = new(server.Url, acknowledges: options.Command == "durable");
        RunReport report = await new LoadRun(options.Command, target, shape, server.Pid, time).RunAsync(cancel);
        Output.Json(report);
        return report.Clean ? 0 : 1;
    }
}
