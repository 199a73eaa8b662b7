using System.Globalization;

namespace ContactHub.LoadTest.Servers;

/// <summary>Starts the yardsticks as child processes of this tool: the same program in its serving mode.</summary>
internal static class Yardsticks
{
    /// <summary>The internal command that serves the relay: its argument is the port.</summary>
    public const string ServeRelay = "serve-relay";

    /// <summary>The internal command that serves the durable hub: port and database file.</summary>
    public const string ServeDurable = "serve-durable";

    /// <param name="folder">Where the durable hub's database goes.</param>
    public static Task<ServerProcess> StartAsync(string name, WorkFolder folder, TimeProvider time, CancellationToken cancel)
    {
        int port = ServerProcess.FreePort();
        string portText = port.ToString(CultureInfo.InvariantCulture);
        string program = typeof(Yardsticks).Assembly.Location;
        string[] arguments = name == "relay"
            ? [program, ServeRelay, portText]
            : [program, ServeDurable, portText, folder.File("durable.db")];
        return ServerProcess.StartAsync(new ServerLaunch(arguments, new Dictionary<string, string>(), folder.Path, port), time, cancel);
    }
}
