namespace ContactHub.Embedded;

/// <summary>Makes references to grains and observers. Making one costs no activation: the first call does.</summary>
public interface IGrainFactory
{
    /// <param name="primaryKey">The key; not empty.</param>
    /// <param name="grainClassNamePrefix">Start of the full name of the class meant, where several implement the interface.</param>
    /// <exception cref="ArgumentException">The key is empty, or no class or more than one implements the interface.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <exception cref="ArgumentException">No class has that grain type.</exception>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;

    /// <inheritdoc cref="GetGrain{TGrainInterface}(string, string)"/>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

    /// <summary>A reference through which grains call <paramref name="obj"/>, one call at a time. The engine holds the object weakly: the caller keeps it alive.</summary>
    /// <exception cref="ArgumentException">The object is a grain or already a reference.</exception>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;

    /// <summary>Ends a reference made by <see cref="CreateObjectReference{T}"/>; later calls through it stay unanswered.</summary>
    /// <exception cref="ArgumentException">The argument is not such a reference.</exception>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;
}

/// <summary>The grain factory for code outside the grains.</summary>
public interface IClusterClient : IGrainFactory
{
    IServiceProvider ServiceProvider { get; }
}
