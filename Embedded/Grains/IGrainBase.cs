namespace ContactHub.Embedded;

/// <summary>What the engine needs of a grain object. Grain classes normally derive from <see cref="Grain"/>.</summary>
public interface IGrainBase
{
    IGrainContext GrainContext { get; }

    /// <summary>Runs before the first call. An exception here reaches every caller that waits, and the next call activates anew.</summary>
    Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call. It is not called when the process dies, so nothing may depend on it.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The engine's side of one activation.</summary>
public interface IGrainContext
{
    GrainId GrainId { get; }

    GrainReference GrainReference { get; }

    /// <summary>The grain object, or null before it is made and after it is gone.</summary>
    object? GrainInstance { get; }

    /// <summary>The service scope of this activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Ends the activation as soon as its running calls have finished. Calls that wait go to the next activation.</summary>
    /// <param name="deactivationReason">What the grain is told.</param>
    /// <param name="cancellationToken">Cancels the token of <see cref="IGrainBase.OnDeactivateAsync"/>, which is cancelled after 30 s anyway.</param>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
