using System.Net.Sockets;
using ContactHub.LoadTest.CommandLine;
using ContactHub.LoadTest.Log;
using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Commands;

/// <summary>Finds the command and turns its end into an exit code: 0 well, 1 not well, 2 bad arguments, 130 stopped.</summary>
internal static class CommandRunner
{
    public static async Task<int> RunAsync(string[] args, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            LoadOptions options = OptionParser.Parse(args);
            return options.Command switch
            {
                "relay" or "durable" or "hub" => await LoadCommand.RunAsync(options, time, cancel),
                "idle" => await IdleCommand.RunAsync(options, time, cancel),
                "faults" => await FaultsCommand.RunAsync(options, time, cancel),
                "log" => await LogBenchmark.Run([.. options.Rest]),
                "compare" => await CompareCommand.RunAsync(options, time, cancel),
                _ => throw new OptionException($"There is no command '{options.Command}'."),
            };
        }
        catch (OptionException wrong)
        {
            Output.Note(wrong.Message + " Try --help.");
            return 2;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Output.Note("Stopped.");
            return 130;
        }
        catch (Exception failure) when (failure is IOException or SocketException or HubCallException or HttpRequestException)
        {
            Output.Note(failure.Message);
            return 1;
        }
    }
}
