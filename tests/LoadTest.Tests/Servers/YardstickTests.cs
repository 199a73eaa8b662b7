using ContactHub.LoadTest.CommandLine;
using ContactHub.LoadTest.Load;
using ContactHub.LoadTest.Measurement;
using ContactHub.LoadTest.Targets;

namespace ContactHub.LoadTest.Servers;

/// <summary>Real runs against real child processes, short ones.</summary>
public sealed class YardstickTests
{
    [Fact]
    public async Task A_closed_loop_on_the_relay_delivers_every_message_once_and_in_order()
    {
        RunReport report = await RunAsync("relay", rate: null);

        Assert.True(report.Clean, report.ToString());
        Assert.InRange(report.Delivered, 1, long.MaxValue);
        Assert.Equal(report.Sent, report.Delivered);
        Assert.Null(report.Acknowledged);
    }

    [Fact]
    public async Task An_open_loop_on_the_durable_hub_gets_a_receipt_for_every_message()
    {
        RunReport report = await RunAsync("durable", rate: 500);

        Assert.True(report.Clean, report.ToString());
        Assert.InRange(report.Sent, 1, long.MaxValue);
        Assert.Equal(report.Sent, report.Acknowledged);
        Assert.NotNull(report.PacerLagP50Ms);
    }

    [Fact]
    public async Task A_server_and_its_files_are_gone_after_disposal()
    {
        TargetServer server = await TargetServer.StartAsync("durable", new LoadOptions(), TimeProvider.System, CancellationToken.None);
        ServerProcesses processes = server.Processes!;
        Assert.True(processes.ResidentBytes().Values.Sum() > 0);

        server.Dispose();

        Assert.Equal(0, processes.ResidentBytes().Values.Sum());
    }

    private static async Task<RunReport> RunAsync(string name, int? rate)
    {
        using TargetServer server = await TargetServer.StartAsync(name, new LoadOptions(), TimeProvider.System, CancellationToken.None);
        LoadShape shape = new(5, 4, rate, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        return await new LoadRun(name, server.Target, shape, server.Processes, TimeProvider.System).RunAsync(CancellationToken.None);
    }
}
