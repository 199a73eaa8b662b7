using ContactHub.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ContactHub.Startup;

/// <summary>The life of a process that has started.</summary>
public static class NodeRun
{
    /// <summary>Runs until somebody stops it, or until another process has taken its database over. Answers the exit code.</summary>
    public static async Task<int> RunUntilStopped<T>(this T app, TextWriter errors)
        where T : IHost, IAsyncDisposable
    {
        var takeover = app.Services.GetRequiredService<LogTakeover>();
        await app.WaitForShutdownAsync();
        await app.DisposeAsync();
        if (takeover.Reason is not { } reason) return ExitCodes.Ok;
        await errors.WriteLineAsync("ContactHub has stopped: " + reason);
        return ExitCodes.CannotStart;
    }
}
