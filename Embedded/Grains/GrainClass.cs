using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Embedded;

/// <summary>A grain class and its activations by key.</summary>
internal sealed class GrainClass(GrainEngine engine, Type type)
{
    private readonly ConcurrentDictionary<string, Activation> activations = new(StringComparer.Ordinal);
    private readonly ObjectFactory factory = ActivatorUtilities.CreateFactory(type, Type.EmptyTypes);

    public Type Type { get; } = type;

    public GrainEngine Engine { get; } = engine;

    /// <summary>The name of the class in addresses and in stored reminders.</summary>
    public GrainType Name { get; } = new(NameOf(type));

    public bool IsReentrant { get; } = type.IsDefined(typeof(ReentrantAttribute), inherit: true);

    public bool IsFilter { get; } = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);

    public ICollection<Activation> Activations => activations.Values;

    public bool HasActivations => !activations.IsEmpty;

    /// <summary>The one activation of a key; made here if there is none, started by its first call.</summary>
    public Activation Get(string key) =>
        activations.TryGetValue(key, out var activation) ? activation : activations.GetOrAdd(key, static (key, grains) => new Activation(grains, key), this);

    public void Remove(Activation activation) => activations.TryRemove(KeyValuePair.Create(activation.Key, activation));

    public object Create(IServiceProvider services) => factory(services, null);

    public override string ToString() => Type.FullName ?? Type.Name;

    private static string NameOf(Type type)
    {
        const string Suffix = "grain";
        var name = type.Name.ToLowerInvariant();
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }
}
