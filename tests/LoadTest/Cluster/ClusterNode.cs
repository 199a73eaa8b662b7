using ContactHub.LoadTest.Servers;

namespace ContactHub.LoadTest.Cluster;

/// <summary>A silo, an Api node or Redis: one process.</summary>
internal sealed class ClusterNode(string kind, string name, ServerLaunch launch, TimeProvider time) : IClusterPart
{
    private ServerProcess? _process;

    public string Kind => kind;

    public string Name => name;

    public IReadOnlyList<int> Pids => _process is { } process ? [process.Pid] : [];

    public IReadOnlyList<string> Output => _process?.Output ?? [];

    /// <summary>The running process.</summary>
    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public ServerProcess Process => _process ?? throw new InvalidOperationException($"{name} does not run.");

    public async Task StartAsync(CancellationToken cancel) => _process = await ServerProcess.StartAsync(launch, time, cancel);

    public void Kill()
    {
        _process?.Dispose();
        _process = null;
    }

    public void Dispose() => Kill();
}
