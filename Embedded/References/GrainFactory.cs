namespace ContactHub.Embedded;

/// <summary>The grain factory of an engine, for grains and for the code around them.</summary>
internal sealed class GrainFactory(GrainEngine engine) : IClusterClient
{
    public IServiceProvider ServiceProvider => engine.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)(object)Create(typeof(TGrainInterface), primaryKey, grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable
    {
        var grains = engine.Classes.Named(grainId.Type.Value)
            ?? throw new ArgumentException($"There is no grain class with the grain type {grainId.Type}.", nameof(grainId));
        return (TGrainInterface)(object)ReferenceFactory.For(typeof(TGrainInterface)).Create(engine, grains, grainId.Key.Value, null);
    }

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey)
    {
        ArgumentNullException.ThrowIfNull(grainInterfaceType);
        return (IGrain)Create(grainInterfaceType, grainPrimaryKey, null);
    }

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference or IGrainBase)
        {
            throw new ArgumentException($"{obj.GetType().FullName} is a grain or already a reference; only plain objects need one made.", nameof(obj));
        }

        if (obj is not TGrainObserverInterface)
        {
            throw new ArgumentException($"{obj.GetType().FullName} does not implement {typeof(TGrainObserverInterface).FullName}.", nameof(obj));
        }

        var factory = ReferenceFactory.For(typeof(TGrainObserverInterface));
        return (TGrainObserverInterface)(object)factory.Create(engine, null, Guid.NewGuid().ToString("N"), new ObserverQueue(engine, obj));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference { Observer: { } queue })
        {
            throw new ArgumentException($"Only a reference made by {nameof(CreateObjectReference)} can be deleted.", nameof(obj));
        }

        queue.Delete();
    }

    private GrainReference Create(Type interfaceType, string key, string? prefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        var factory = ReferenceFactory.For(interfaceType);
        return factory.Create(engine, engine.Classes.Implementing(interfaceType, prefix), key, null);
    }
}
