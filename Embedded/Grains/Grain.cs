namespace ContactHub.Embedded;

/// <summary>Base of grain classes. The engine makes the object inside its first turn, so the context is there in the constructor.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly IGrainContext? context;

    protected Grain() => context = Activation.Current;

    /// <exception cref="InvalidOperationException">The object was made by hand instead of by the engine.</exception>
    public IGrainContext GrainContext =>
        context ?? throw new InvalidOperationException("Grain was created outside of the engine's creation process, so it has no context.");

    public GrainReference GrainReference => GrainContext.GrainReference;

    public string IdentityString => GrainContext.GrainId.ToString();

    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    protected IGrainFactory GrainFactory => ((Activation)GrainContext).Engine.Factory;

    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation when the running calls have finished.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps an idle activation for at least this long from now; a negative span withdraws an earlier wish.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => ((Activation)GrainContext).DelayDeactivation(timeSpan);
}
