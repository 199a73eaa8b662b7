using ContactHub.LoadTest.CommandLine;
using ContactHub.LoadTest.Load;
using ContactHub.LoadTest.Measurement;
using ContactHub.LoadTest.Targets;

namespace ContactHub.LoadTest.Commands;

/// <summary><c>relay</c>, <c>durable</c> and <c>hub</c>: one run against one server.</summary>
internal static class LoadCommand
{
    public static async Task<int> RunAsync(LoadOptions options, TimeProvider time, CancellationToken cancel)
    {
        using TargetServer server = await TargetServer.StartAsync(options.Command, options, time, cancel);
        LoadShape shape = options.Rate is { } rate ? options.OpenLoop(rate) : options.ClosedLoop;
        RunReport report;
        try
        {
            report = await new LoadRun(server.Name, server.Target, shape, server.Processes, time).RunAsync(cancel);
        }
        finally
        {
            if (options.Verbose)
                server.WriteOutput(Console.Error);
        }

        Output.Json(report);
        return report.Clean ? 0 : 1;
    }
}
