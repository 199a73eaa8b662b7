using System.Globalization;
using System.Runtime.InteropServices;
using ContactHub.LoadTest.CommandLine;
using ContactHub.LoadTest.Commands;
using ContactHub.LoadTest.Servers;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
if (args is [Yardsticks.ServeRelay, var relayPort])
    return await YardstickServer.ServeAsync(int.Parse(relayPort, CultureInfo.InvariantCulture), database: null);
if (args is [Yardsticks.ServeDurable, var durablePort, var database])
    return await YardstickServer.ServeAsync(int.Parse(durablePort, CultureInfo.InvariantCulture), database);
if (args is ["--help" or "-h" or "help", ..])
{
    Console.Out.WriteLine(HelpText.Text);
    return 0;
}

using CancellationTokenSource stop = new();
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CommandRunner.RunAsync(args, TimeProvider.System, stop.Token);
