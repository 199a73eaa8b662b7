namespace ContactHub.Embedded;

/// <summary>One tick of a grain timer. It waits for its turn like a call, and belongs to this activation only.</summary>
internal sealed class TimerTurn(GrainTimer timer) : Request
{
    private static readonly GrainMethod Exclusive = new("Tick", interleaves: false);
    private static readonly GrainMethod Interleaving = new("Tick", interleaves: true);

    public override GrainMethod Method => timer.Interleaves ? Interleaving : Exclusive;

    public override bool IsAwaited => false;

    public override bool KeepsAlive => timer.KeepsAlive;

    public override bool MayMove => false;

    public override Task Invoke(object target) => timer.Run();

    public override Task InvokeFiltered(Activation target) => timer.Run();

    public override object? ResultOf(Task turns) => null;

    public override void Deliver() => timer.EndTick(Outcome as Exception ?? (Outcome as Task)?.Exception?.InnerException);
}
