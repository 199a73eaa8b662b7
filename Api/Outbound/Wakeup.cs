namespace ContactHub.Outbound;

/// <summary>Lets one loop sleep until there is something to do. A call that comes while it is awake is not lost.</summary>
internal sealed class Wakeup(TimeProvider clock)
{
    private TaskCompletionSource _called = New();

    public void Call() => Volatile.Read(ref _called).TrySetResult();

    /// <summary>Returns when it was called since it last returned, or after a time.</summary>
    /// <param name="most">Null for no time.</param>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public async Task Wait(TimeSpan? most, CancellationToken ct)
    {
        var called = Volatile.Read(ref _called);
        if (!called.Task.IsCompleted)
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await Task.WhenAny(called.Task, Task.Delay(most ?? Timeout.InfiniteTimeSpan, clock, waiting.Token));
            await waiting.CancelAsync();
            ct.ThrowIfCancellationRequested();
        }

        if (called.Task.IsCompleted) Volatile.Write(ref _called, New());
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
