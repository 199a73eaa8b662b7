namespace ContactHub.Embedded;

/// <summary>Keeps all reminders in order of their next tick behind one timer. A tick that fails is logged, and the next one comes in its time.</summary>
internal sealed class ReminderService(GrainEngine engine, ReminderOptions options, IReminderTable? table)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Dictionary<string, ReminderEntry>> entries = new(StringComparer.Ordinal);
    private readonly PriorityQueue<ReminderEntry, DateTimeOffset> due = new();
    private ITimer? timer;

    private IReminderTable Table => table
        ?? throw new InvalidOperationException($"Reminders need a durable {nameof(IReminderTable)}, and the host has registered none.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (table is null)
        {
            return;
        }

        var stored = await table.ReadAll(cancellationToken);
        lock (gate)
        {
            timer = engine.CreateTimer(static self => ((ReminderService)self!).Fire(), this);
            foreach (var entry in stored)
            {
                Keep(entry, NextTick(entry, engine.Time.GetUtcNow()));
            }

            ArmTimer();
        }
    }

    public void Stop()
    {
        lock (gate)
        {
            timer?.Dispose();
            timer = null;
        }
    }

    public async Task<IGrainReminder> RegisterAsync(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period < options.MinimumReminderPeriod)
        {
            throw new ArgumentException($"The period of a reminder is at least {options.MinimumReminderPeriod}, not {period}.", nameof(period));
        }

        var start = engine.Time.GetUtcNow() + (dueTime == TimeSpan.Zero ? period : dueTime);
        var entry = new ReminderEntry(grain.ToString(), name, start, period);
        await Table.Upsert(entry, CancellationToken.None);
        lock (gate)
        {
            Keep(entry, start);
            ArmTimer();
        }

        return entry;
    }

    public async Task UnregisterAsync(GrainId grain, string name)
    {
        await Table.Remove(grain.ToString(), name, CancellationToken.None);
        lock (gate)
        {
            if (entries.TryGetValue(grain.ToString(), out var named) && named.Remove(name) && named.Count == 0)
            {
                entries.Remove(grain.ToString());
            }
        }
    }

    public List<IGrainReminder> Of(GrainId grain)
    {
        lock (gate)
        {
            return entries.TryGetValue(grain.ToString(), out var named) ? [.. named.Values] : [];
        }
    }

    private static DateTimeOffset NextTick(ReminderEntry entry, DateTimeOffset now) =>
        entry.StartAt > now ? entry.StartAt : entry.StartAt + (entry.Period * (((now - entry.StartAt).Ticks / entry.Period.Ticks) + 1));

    // An entry that was changed or removed stays in the queue until it is due, and is then no longer the current one.
    private bool IsCurrent(ReminderEntry entry) =>
        entries.TryGetValue(entry.GrainId, out var named) && named.TryGetValue(entry.ReminderName, out var current) && ReferenceEquals(current, entry);

    private void Keep(ReminderEntry entry, DateTimeOffset next)
    {
        if (!entries.TryGetValue(entry.GrainId, out var named))
        {
            entries[entry.GrainId] = named = new Dictionary<string, ReminderEntry>(StringComparer.Ordinal);
        }

        named[entry.ReminderName] = entry;
        due.Enqueue(entry, next);
    }

    private void ArmTimer()
    {
        if (timer is not null && due.TryPeek(out _, out var next))
        {
            // Timers take at most 49 days; a reminder beyond that is looked at again on the way.
            var wait = next - engine.Time.GetUtcNow();
            timer.Change(TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, TimeSpan.TicksPerDay)), Timeout.InfiniteTimeSpan);
        }
    }

    private void Fire()
    {
        var ticks = new List<ReminderEntry>();
        var now = engine.Time.GetUtcNow();
        lock (gate)
        {
            while (due.TryPeek(out var entry, out var next) && next <= now)
            {
                due.Dequeue();
                if (IsCurrent(entry))
                {
                    ticks.Add(entry);
                    EngineMetrics.Reminded(now - next);
                }
            }

            ArmTimer();
        }

        ticks.ForEach(entry => _ = TickAsync(entry, now));
    }

    private async Task TickAsync(ReminderEntry entry, DateTimeOffset now)
    {
        var id = GrainId.Parse(entry.GrainId);
        if (engine.Classes.Named(id.Type.Value) is not { } grains || !typeof(IRemindable).IsAssignableFrom(grains.Type))
        {
            EngineLog.ReminderOrphaned(engine.Logger, entry.ReminderName, id.Type.Value);
            return;
        }

        try
        {
            var grain = engine.Factory.GetGrain<IRemindable>(id);
            await grain.ReceiveReminder(entry.ReminderName, new TickStatus(entry.StartAt.UtcDateTime, entry.Period, now.UtcDateTime));
        }
        catch (Exception exception)
        {
            EngineLog.ReminderFailed(engine.Logger, exception, entry.ReminderName, id.Type.Value);
        }

        lock (gate)
        {
            if (IsCurrent(entry))
            {
                due.Enqueue(entry, NextTick(entry, engine.Time.GetUtcNow()));
                ArmTimer();
            }
        }
    }
}
