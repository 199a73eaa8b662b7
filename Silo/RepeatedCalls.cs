namespace ContactHub.Silo;

/// <summary>
/// Makes calls to grains again that got no answer because a silo died or does not yet know that another one has, so that the person at the other
/// end waits a moment instead of being told to try again. Calls under way are made again as soon as a silo is lost: nobody tells a process
/// without grains that their answers won't come. In a hub of one process there is nothing to repeat.
/// </summary>
/// <remarks>
/// Only for calls that may run twice, at the same time even: reads, subscriptions, and commands that carry an id.
/// </remarks>
public sealed class RepeatedCalls(ClusterChanges changes, ClusterSettings cluster, TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);
    /// <summary>As long as silos may not agree yet on who is there, a call may be passed on to where nobody is.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan PatienceWhileSettling = TimeSpan.FromMilliseconds(500);

    /// <summary>Makes a call until it is answered, at most for <see cref="ClusterSettings.CallTimeout"/>; then its failure is thrown.</summary>
    public Task<T> Run<T>(Func<Task<T>> call) => cluster.Redis is null ? call() : Repeat(call);

    /// <inheritdoc cref="Run{T}"/>
    public Task Run(Func<Task> call) => cluster.Redis is null ? call() : Repeat(async () =>
    {
        await call();
        return true;
    });

    private async Task<T> Repeat<T>(Func<Task<T>> call)
    {
        var since = clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            // Before the call, so that no loss falls between.
            var loss = changes.NextLoss;
            var attempt = call();
            try
            {
                if (IsOver(since)) return await attempt;
                return await attempt.WaitAsync(changes.LostWithin(Settling) ? PatienceWhileSettling : Timeout.InfiniteTimeSpan, clock, loss);
            }
            catch (Exception e) when (loss.IsCancellationRequested ? e is OperationCanceledException : !attempt.IsCompleted)
            {
                // Waited for in vain. Its outcome is nobody's any more: under the same id, the next one gets it.
                _ = attempt.ContinueWith(static lost => lost.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
            catch (Exception e) when (GrainFaults.IsPassing(e) && !IsOver(since))
            {
                // Refused by a silo that still counts on the one that died.
            }

            await Task.Delay(pause, clock);
        }
    }

    private bool IsOver(long since) => clock.GetElapsedTime(since) >= cluster.CallTimeout;
}
