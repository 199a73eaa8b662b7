using ContactHub.Storage;

namespace ContactHub.OpenApi;

/// <summary>Lets requests wait until something was stored. It looks again at most every <see cref="Pause"/>, however much is stored.</summary>
public sealed class CommitWaiter : IDisposable
{
    /// <summary>Longest wait, in seconds: shorter than the time-outs of proxies.</summary>
    public const int MaxSeconds = 30;

    /// <summary>Between two looks of one request.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly IEventLog _log;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to listen to commits.</summary>
    public CommitWaiter(IEventLog log, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        (_log, _time, _stopping) = (log, time, lifetime.ApplicationStopping);
        _log.Committed += Tell;
    }

    /// <summary>Looks until there is something, the time is over, or the hub stops; answers the last look.</summary>
    /// <param name="seconds">How long; 0 looks once.</param>
    public async Task<T> Until<T>(Func<Task<T>> look, Func<T, bool> isSomething, int seconds, CancellationToken ct)
    {
        if (seconds == 0) return await look();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), _time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct, _stopping, limit.Token);
        while (true)
        {
            // Before the look, so that no commit falls between.
            var next = Volatile.Read(ref _next).Task;
            var found = await look();
            if (isSomething(found)) return found;
            try
            {
                await next.WaitAsync(over.Token);
                await Task.Delay(Pause, _time, over.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return await look();
            }
        }
    }

    public void Dispose() => _log.Committed -= Tell;

    private void Tell(long position) =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
