namespace ContactHub.TestKit;

/// <summary>A clock that stands still until told to move. Timers fire on the thread that moves it, in the order they are due.</summary>
/// <param name="start">The first reading; 2026-01-05 08:00 UTC, a Monday, by default.</param>
public sealed class FakeClock(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly DateTimeOffset origin = start ?? new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private readonly List<FakeTimer> timers = [];
    private TimeSpan elapsed;
    private long created;

    /// <summary>Ticks of 100 ns.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers are armed, for tests that must know that someone waits before they move the clock.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (gate)
            {
                return timers.Count(timer => timer.Due is not null);
            }
        }
    }

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return elapsed.Ticks;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return origin + elapsed;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            var timer = new FakeTimer(this, callback, state, created++);
            timers.Add(timer);
            timer.Arm(elapsed, dueTime, period);
            return timer;
        }
    }

    /// <summary>Moves the clock. Every timer due on the way fires while the clock shows the instant it was due at.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (gate)
        {
            target = elapsed + by;
        }

        while (NextDue(target) is { } timer)
        {
            timer.Callback(timer.State);
        }
    }

    private FakeTimer? NextDue(TimeSpan target)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Due <= target).OrderBy(timer => timer.Due).ThenBy(timer => timer.Number).FirstOrDefault();
            if (next is null)
            {
                elapsed = target;
                return null;
            }

            elapsed = next.Due > elapsed ? next.Due.Value : elapsed;
            next.Rearm(elapsed);
            return next;
        }
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state, long number) : ITimer
    {
        private TimeSpan period;

        public TimerCallback Callback { get; } = callback;

        public object? State { get; } = state;

        public long Number { get; } = number;

        public TimeSpan? Due { get; private set; }

        public void Arm(TimeSpan now, TimeSpan dueTime, TimeSpan newPeriod)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? null : now + dueTime;
            period = newPeriod;
        }

        public void Rearm(TimeSpan now) => Due = period > TimeSpan.Zero ? now + period : null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                if (!clock.timers.Contains(this))
                {
                    return false;
                }

                Arm(clock.elapsed, dueTime, period);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
