using System.Runtime.InteropServices;

namespace ContactHub.Health;

/// <summary>
/// What SIGTERM and Ctrl+C do. The framework's own lifetime cuts all connections at once; this one drains first. A second signal ends the
/// waiting, not the orderly stop.
/// </summary>
internal sealed class DrainLifetime(NodeDrain drain, IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly CancellationTokenSource _hurry = new();
    private int _asked;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT])
            _signals.Add(PosixSignalRegistration.Create(signal, Stop));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _hurry.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _asked) == 1) _ = Drain();
        else _hurry.Cancel();
    }

    private async Task Drain()
    {
        try
        {
            await drain.Run(_hurry.Token);
        }
        finally
        {
            application.StopApplication();
        }
    }
}
