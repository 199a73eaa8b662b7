using Microsoft.Extensions.Hosting;

namespace ContactHub.Storage;

/// <summary>Whether another process has taken the event log over from this one, which then must stop: what it has in memory is no longer the truth.</summary>
public sealed class LogTakeover
{
    private volatile string? _reason;

    /// <summary>One sentence; null as long as nothing of the kind has happened.</summary>
    public string? Reason => _reason;

    internal void Stop(string reason, IHostApplicationLifetime? host)
    {
        _reason = reason;
        host?.StopApplication();
    }
}
