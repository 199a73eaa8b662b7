using ContactHub.LoadTest.CommandLine;
using ContactHub.LoadTest.RealHub;
using ContactHub.LoadTest.Servers;

namespace ContactHub.LoadTest.Targets;

/// <summary>A freshly started server with its files, ready for load; all of it is gone after disposal.</summary>
internal sealed class TargetServer : IDisposable
{
    private readonly WorkFolder? _folder;
    private readonly ServerProcess? _process;

    private TargetServer(string name, ILoadTarget target, int? pid, WorkFolder? folder, ServerProcess? process)
    {
        (Name, Target, Pid, _folder, _process) = (name, target, pid, folder, process);
    }

    /// <summary>relay, durable or hub.</summary>
    public string Name { get; }

    public ILoadTarget Target { get; }

    /// <summary>Its address; null for a hub started elsewhere.</summary>
    public Uri? Url => _process?.Url;

    /// <summary>The server's process; null for a hub started elsewhere whose id was not given.</summary>
    public int? Pid { get; }

    /// <exception cref="IOException">The server does not start or refuses the sign-in.</exception>
    public static async Task<TargetServer> StartAsync(string name, LoadOptions options, TimeProvider time, CancellationToken cancel)
    {
        if (name == "hub" && options.HubUrl is { } url)
        {
            string cookie = await StaffSignIn.WithPasswordAsync(url, options.AgentEmail!, options.AgentPassword!, cancel);
            return new TargetServer(name, new HubTarget(url, cookie), options.HubPid, null, null);
        }

        WorkFolder folder = new(options.DataFolder);
        ServerProcess? process = null;
        try
        {
            process = await StartProcessAsync(name, options, folder, time, cancel);
            ILoadTarget target = name == "hub"
                ? new HubTarget(process.Url, await StaffSignIn.AsFirstAdministratorAsync(process, time, cancel))
                : new YardstickTarget(process.Url, acknowledges: name == "durable");
            return new TargetServer(name, target, process.Pid, folder, process);
        }
        catch
        {
            process?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Prints the server's last lines for people.</summary>
    public void WriteOutput(TextWriter to)
    {
        foreach (string line in _process?.Output ?? [])
            to.WriteLine($"{Name}: {line}");
    }

    public void Dispose()
    {
        (Target as IDisposable)?.Dispose();
        _process?.Dispose();
        _folder?.Dispose();
    }

    private static Task<ServerProcess> StartProcessAsync(
        string name, LoadOptions options, WorkFolder folder, TimeProvider time, CancellationToken cancel) =>
        name == "hub"
            ? HubServer.In(folder, options.HubPath).StartAsync(time, cancel)
            : Yardsticks.StartAsync(name, folder, time, cancel);
}
