using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Embedded;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    // How long OnActivateAsync and OnDeactivateAsync may take before their token is cancelled.
    private const int LifecycleSeconds = 30;

    private Phase phase;
    private int lastUsed;
    private int keepUntil;
    private List<GrainTimer>? timers;
    private DeactivationReason endReason;
    private TaskCompletionSource? deactivated;
    private TaskCompletionSource? quiet;
    private CancellationTokenSource? lifecycle;
    private int lifecycleDeadline;

    private enum Phase : byte
    {
        New,
        Activating,
        Active,

        /// <summary>Told to end while calls were running.</summary>
        Ending,
        Deactivating,
        Ended,
    }

    public Task Deactivated
    {
        get
        {
            lock (Gate)
            {
                deactivated ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (phase == Phase.Ended)
                {
                    deactivated.TrySetResult();
                }

                return deactivated.Task;
            }
        }
    }

    protected override bool NeedsSweep => lifecycle is not null;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        cancellationToken.UnsafeRegister(static self => ((Activation)self!).CancelLifecycle(), this);
        lock (Gate)
        {
            switch (phase)
            {
                case Phase.New:
                    // Nothing was activated and nothing waits, so there is nothing to run.
                    phase = Phase.Ending;
                    endReason = deactivationReason;
                    BeginDeactivation();
                    break;
                case Phase.Activating when endReason.Description is null:
                    endReason = deactivationReason;
                    break;
                case Phase.Active:
                    phase = Phase.Ending;
                    endReason = deactivationReason;
                    if (running == 0)
                    {
                        BeginDeactivation();
                    }

                    break;
            }
        }
    }

    public void DelayDeactivation(TimeSpan span)
    {
        lock (Gate)
        {
            var now = Engine.Timeouts.NowSeconds;
            keepUntil = span < TimeSpan.Zero && span != Timeout.InfiniteTimeSpan ? 0
                : span == Timeout.InfiniteTimeSpan || span.TotalSeconds >= int.MaxValue - now ? int.MaxValue
                : now + (int)Math.Ceiling(span.TotalSeconds);
        }
    }

    /// <summary>Ends the activation if nobody has called it for the given time.</summary>
    public void CollectIfIdle(int ageSeconds)
    {
        lock (Gate)
        {
            var now = Engine.Timeouts.NowSeconds;
            if (phase == Phase.Active && IsQuiet && now - lastUsed >= ageSeconds && now >= keepUntil)
            {
                Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "No call came for the collection age."));
            }
        }
    }

    /// <summary>Completes when no call runs or waits.</summary>
    public Task WhenQuiet()
    {
        lock (Gate)
        {
            if (IsQuiet)
            {
                return Task.CompletedTask;
            }

            quiet ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return quiet.Task;
        }
    }

    protected override void OnPosted()
    {
        if (phase == Phase.New)
        {
            phase = Phase.Activating;
            BeginLifecycle();
            StartTurns(ActivateAsync);
        }
    }

    protected override void OnSwept(int nowSeconds)
    {
        if (lifecycle is not null && nowSeconds >= lifecycleDeadline)
        {
            lifecycleDeadline = int.MaxValue;
            CancelLifecycle();
        }

        SignalQuiet();
    }

    private void OnIdle()
    {
        SignalQuiet();
        if (phase == Phase.Ending)
        {
            BeginDeactivation();
        }
    }

    private void SignalQuiet()
    {
        if (quiet is not null && IsQuiet)
        {
            quiet.TrySetResult();
            quiet = null;
        }
    }

    private void BeginLifecycle()
    {
        lifecycle = new CancellationTokenSource();
        lifecycleDeadline = Engine.Timeouts.NowSeconds + LifecycleSeconds + 1;
        EnsureWatched();
    }

    // In a turn, so that what the grain registered on the token runs there.
    private void CancelLifecycle()
    {
        lock (Gate)
        {
            if (lifecycle is not null)
            {
                new Task(static source => ((CancellationTokenSource)source!).Cancel(), lifecycle).Start(this);
            }
        }
    }

    private void BeginDeactivation()
    {
        phase = Phase.Deactivating;
        BeginLifecycle();
        StartTurns(DeactivateAsync);
    }

    private void StartTurns(Func<Task> turns) => new Task(static turns => ((Func<Task>)turns!)(), turns).Start(this);

    private async Task ActivateAsync()
    {
        try
        {
            scope = Engine.Services.CreateScope();
            instance = Grains.Create(scope.ServiceProvider);
            await ((IGrainBase)instance).OnActivateAsync(lifecycle!.Token);
        }
        catch (Exception exception)
        {
            EngineLog.ActivationFailed(Engine.Logger, exception, Grains.Name.Value);
            await EndAsync(request => request.Fail(exception));
            return;
        }

        lock (Gate)
        {
            lifecycle = null;
            lastUsed = Engine.Timeouts.NowSeconds;
            phase = Phase.Active;
            ReopenAdmission();
            if (endReason.Description is not null)
            {
                phase = Phase.Ending;
                BeginDeactivation();
            }
        }
    }

    private async Task DeactivateAsync()
    {
        StopTimers();
        try
        {
            if (instance is IGrainBase grain)
            {
                await grain.OnDeactivateAsync(endReason, lifecycle!.Token);
            }
        }
        catch (Exception exception)
        {
            EngineLog.DeactivationFailed(Engine.Logger, exception, Grains.Name.Value);
        }

        // The next activation may only begin now, and it gets the calls that came meanwhile.
        await EndAsync(request => GrainEngine.Repost(request, Grains, Key));
    }

    private async Task EndAsync(Action<Request> rest)
    {
        StopTimers();
        await DisposeGrainAsync();
        Grains.Remove(this);
        var left = Close();
        lock (Gate)
        {
            phase = Phase.Ended;
            lifecycle = null;
            instance = null;
            deactivated?.TrySetResult();
            SignalQuiet();
        }

        left.FindAll(request => request.MayMove).ForEach(rest);
    }

    private async Task DisposeGrainAsync()
    {
        try
        {
            if (instance is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync();
            }
            else
            {
                (instance as IDisposable)?.Dispose();
            }

            if (scope is IAsyncDisposable services)
            {
                await services.DisposeAsync();
            }
        }
        catch (Exception exception)
        {
            EngineLog.DeactivationFailed(Engine.Logger, exception, Grains.Name.Value);
        }
    }

    private void StopTimers()
    {
        List<GrainTimer>? stopped;
        lock (Gate)
        {
            stopped = timers;
            timers = null;
        }

        stopped?.ForEach(timer => timer.Dispose());
    }
}
