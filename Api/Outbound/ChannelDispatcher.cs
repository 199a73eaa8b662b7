using System.Collections.Concurrent;

namespace ContactHub.Outbound;

/// <summary>Sends one channel's deliveries: takes what is due, several keys at once, and keeps what came of each.</summary>
/// <param name="otherNodes">Whether other processes may store deliveries of which this one isn't told.</param>
internal sealed class ChannelDispatcher(IOutboundChannel channel, DeliveryStore store, DeliveryLog log, bool otherNodes, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>How soon what another node stored is found.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <summary>What a claim lasts longer than sending may take: enough to keep the outcome, also when the database is slow.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);

    private readonly string _holder = Guid.NewGuid().ToString("n");
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly Wakeup _wakeup = new(clock);
    private DateTimeOffset _pruneAt = DateTimeOffset.MinValue;

    /// <summary>There may be something to send.</summary>
    public void Wake() => _wakeup.Call();

    /// <summary>Sends until the token says so, and then waits for what is under way.</summary>
    public async Task Run(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                TimeSpan? pause;
                try
                {
                    pause = await Round(ct);
                }
                catch (Exception e) when (!ct.IsCancellationRequested)
                {
                    // Of any kind: what waits is in the database and is taken when that can be used again.
                    OutboundLog.NotTaken(logger, e, channel.Name, RetryAfter);
                    await Task.Delay(RetryAfter, clock, ct);
                    continue;
                }

                await _wakeup.Wait(pause, ct);
            }
        }
        finally
        {
            await Task.WhenAll(_running.Keys);
        }
    }

    /// <summary>Starts what is due as far as there is room, and answers how long there will be nothing to do without a call; null for ever.</summary>
    private async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var limits = channel.Limits;
        var now = clock.GetUtcNow();
        if (now >= _pruneAt)
        {
            var pruned = await log.Prune(channel.Name, now - limits.Kept, ct);
            if (pruned > 0) OutboundLog.Pruned(logger, channel.Name, pruned);
            _pruneAt = now + PruneEvery;
        }

        var room = limits.Parallel - _running.Count;
        // Each that ends calls.
        if (room <= 0) return null;
        var claimed = await store.Claim(channel.Name, _holder, limits.SendTimeout + Margin, room, ct);
        foreach (var delivery in claimed) Start(delivery, limits, ct);
        if (claimed.Count == room) return null;
        var next = await store.NextDue(channel.Name, ct) - now;
        return otherNodes && !(next < Look) ? Look : next < TimeSpan.Zero ? TimeSpan.Zero : next;
    }

    private void Start(Delivery delivery, DeliveryLimits limits, CancellationToken ct)
    {
        var task = Task.Run(() => Carry(delivery, limits, ct), CancellationToken.None);
        _running.TryAdd(task, true);
        _ = task.ContinueWith(
            ended =>
            {
                _running.TryRemove(ended, out _);
                Wake();
            },
            CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task Carry(Delivery delivery, DeliveryLimits limits, CancellationToken ct)
    {
        try
        {
            var step = delivery.State == DeliveryState.GivingUp ? await Tell(delivery, limits, ct) : await Send(delivery, limits, ct);
            if (step is null)
            {
                await store.Release(delivery, _holder);
                return;
            }

            if (!await store.Finish(delivery, _holder, step, CancellationToken.None)) OutboundLog.NotKept(logger, null, channel.Name, delivery.Id);
        }
        catch (Exception e)
        {
            // The claim ends by itself, and then it is sent again under the same id.
            OutboundLog.NotKept(logger, e, channel.Name, delivery.Id);
        }
    }

    /// <summary>Null when the process ends meanwhile.</summary>
    private async Task<DeliveryStep?> Send(Delivery delivery, DeliveryLimits limits, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(limits.SendTimeout, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        var start = clock.GetTimestamp();
        DeliveryOutcome outcome;
        try
        {
            outcome = await channel.Send(delivery, ending.Token);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            OutboundLog.TimedOut(logger, channel.Name, delivery.Id, limits.SendTimeout);
            outcome = new DeliveryOutcome.Retry("There was no answer in time.", Code: "timeout");
        }
        catch (Exception e)
        {
            OutboundLog.SendFailed(logger, e, channel.Name, delivery.Id);
            outcome = new DeliveryOutcome.Retry(e.Message, Code: "fault");
        }

        var now = clock.GetUtcNow();
        var step = Pace.After(delivery, outcome, limits, now, Random.Shared.NextDouble(), clock.GetElapsedTime(start));
        OutboundMetrics.Attempted(delivery, step, now);
        if (step.State == DeliveryState.GivingUp) OutboundLog.GivenUp(logger, channel.Name, delivery.Id, delivery.Attempts, step.Code);
        return step;
    }

    /// <inheritdoc cref="Send"/>
    private async Task<DeliveryStep?> Tell(Delivery delivery, DeliveryLimits limits, CancellationToken ct)
    {
        using var timer = new CancellationTokenSource(limits.SendTimeout, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        try
        {
            await channel.GivenUp(delivery, ending.Token);
            return new DeliveryStep(DeliveryState.GivenUp, null, delivery.Code, delivery.Detail, null);
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            OutboundLog.NotTold(logger, e, channel.Name, delivery.Id);
            return new DeliveryStep(DeliveryState.GivingUp, clock.GetUtcNow() + Pace.TellAgain, delivery.Code, delivery.Detail, null);
        }
    }
}
