namespace ContactHub.Routing;

/// <summary>Runs a push soon after it is wanted, but never more often than the interval; what is wanted meanwhile goes with the next one.</summary>
internal sealed class PacedPush
{
    private readonly Func<Task> push;
    private readonly TimeSpan interval;
    private readonly TimeProvider clock;
    private readonly IGrainTimer timer;
    private long? last;
    private bool wanted;

    public PacedPush(IGrainBase grain, Func<Task> push, TimeSpan interval, TimeProvider clock)
    {
        (this.push, this.interval, this.clock) = (push, interval, clock);
        timer = grain.RegisterGrainTimer(Run, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
    }

    public void Want()
    {
        if (wanted) return;
        wanted = true;
        var rest = last is { } at ? interval - clock.GetElapsedTime(at) : TimeSpan.Zero;
        timer.Change(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private Task Run()
    {
        wanted = false;
        last = clock.GetTimestamp();
        return push();
    }
}
