namespace ContactHub.EngineFacts;

[Alias("facts.timers")]
public interface ITimerGrain : IGrainWithStringKey
{
    /// <summary>Starts a timer whose ticks note themselves; every second one fails where <paramref name="fails"/> says so.</summary>
    [Alias("start")]
    Task Start(TimeSpan due, TimeSpan period, bool fails);

    [Alias("start-at")]
    Task StartAt(string gate, TimeSpan due, TimeSpan period, bool interleave, bool keepAlive);

    [Alias("change")]
    Task Change(TimeSpan due, TimeSpan period);

    [Alias("stop")]
    Task Stop();

    [Alias("wait")]
    Task WaitAt(string gate);

    [Alias("ping")]
    Task Ping();
}

/// <summary>Notes its ticks and its end in the journal of its key.</summary>
public sealed class TimerGrain : Grain, ITimerGrain
{
    private IGrainTimer? timer;
    private int ticks;

    private Journal Journal => Journal.Named(this.GetPrimaryKeyString());

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Journal.Note($"ended: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task Start(TimeSpan due, TimeSpan period, bool fails)
    {
        timer = this.RegisterGrainTimer(
            state =>
            {
                Journal.Note($"{state} {++ticks}");
                return fails && ticks % 2 == 0 ? throw new RefusedException("every second tick") : Task.CompletedTask;
            },
            "tick",
            due,
            period);
        return Task.CompletedTask;
    }

    public Task StartAt(string gate, TimeSpan due, TimeSpan period, bool interleave, bool keepAlive)
    {
        timer = this.RegisterGrainTimer(
            async _ =>
            {
                Journal.Note($"tick {++ticks}");
                await Gate.Named(gate).Pass();
            },
            new GrainTimerCreationOptions(due, period) { Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task WaitAt(string gate) => Gate.Named(gate).Pass();

    public Task Ping() => Task.CompletedTask;
}
