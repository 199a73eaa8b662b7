namespace ContactHub.Embedded;

/// <summary>A grain timer: at most one tick is under way, and the next is counted from its end.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Lock gate = new();
    private readonly Activation activation;
    private readonly Func<CancellationToken, Task> callback;
    private readonly GrainTimerCreationOptions options;
    private readonly CancellationTokenSource ended = new();
    private readonly ITimer clock;
    private TimerTurn? tick;
    private TimeSpan? changedDue;
    private TimeSpan period;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        this.activation = activation;
        this.callback = callback;
        this.options = options;
        clock = activation.Engine.CreateTimer(static self => ((GrainTimer)self!).Fire(), this);
    }

    public Activation Activation => activation;

    public bool Interleaves => options.Interleave;

    public bool KeepsAlive => options.KeepAlive;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, nameof(dueTime));
        Validate(period, nameof(period));
        lock (gate)
        {
            this.period = period;
            if (tick is null)
            {
                clock.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
            else
            {
                changedDue = dueTime;
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (ended.IsCancellationRequested)
            {
                return;
            }

            clock.Dispose();
        }

        ended.Cancel();
        activation.Forget(this);
    }

    public Task Run()
    {
        lock (gate)
        {
            // As in Orleans: a due time that was set while the tick waited for its turn gives way to what the tick sets.
            changedDue = null;
        }

        return ended.IsCancellationRequested ? Task.CompletedTask : callback(ended.Token);
    }

    public void EndTick(Exception? exception)
    {
        if (exception is not null)
        {
            EngineLog.TimerFailed(activation.Engine.Logger, exception, activation.GrainId.Type.Value);
        }

        lock (gate)
        {
            tick = null;
            var next = changedDue ?? period;
            changedDue = null;
            if (!ended.IsCancellationRequested)
            {
                clock.Change(next, Timeout.InfiniteTimeSpan);
            }
        }
    }

    internal static void Validate(TimeSpan span, string name)
    {
        if (span != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero, name);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(span.TotalMilliseconds, uint.MaxValue - 1, name);
        }
    }

    private void Fire()
    {
        TimerTurn turn;
        lock (gate)
        {
            if (tick is not null || ended.IsCancellationRequested || !activation.Engine.IsRunning)
            {
                return;
            }

            tick = turn = new TimerTurn(this);
        }

        activation.TryPost(turn);
    }
}
