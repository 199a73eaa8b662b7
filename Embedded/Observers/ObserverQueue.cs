namespace ContactHub.Embedded;

/// <summary>The calls to one observer object, run one at a time. The object is held weakly: once it is gone, calls stay unanswered until they time out.</summary>
internal sealed class ObserverQueue(GrainEngine engine, IGrainObserver target) : TurnScheduler(engine)
{
    private readonly WeakReference<IGrainObserver> target = new(target);
    private volatile bool deleted;
    private int running;

    public void Delete() => deleted = true;

    protected override Task? Start(Request request) =>
        !deleted && target.TryGetTarget(out var observer) ? request.Invoke(observer) : null;

    protected override bool MayStart(Request request) => running == 0;

    protected override void OnStarted(Request request) => running++;

    protected override void OnEnded(Request request) => running--;
}
