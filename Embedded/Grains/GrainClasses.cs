using System.Collections.Concurrent;
using System.Reflection;

namespace ContactHub.Embedded;

/// <summary>The grain classes of a process and which of them an interface means.</summary>
internal sealed class GrainClasses
{
    private readonly List<GrainClass> all;
    private readonly Dictionary<string, GrainClass> byName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Type, GrainClass> byInterface = new();

    /// <exception cref="InvalidOperationException">Two classes would have the same name in addresses.</exception>
    public GrainClasses(GrainEngine engine, IEnumerable<Assembly> assemblies)
    {
        all = [.. assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsGrainClass).Select(type => new GrainClass(engine, type))];
        foreach (var grains in all)
        {
            if (!byName.TryAdd(grains.Name.Value, grains))
            {
                throw new InvalidOperationException($"Grain classes {byName[grains.Name.Value]} and {grains} both have the grain type name \"{grains.Name}\".");
            }
        }
    }

    public IReadOnlyList<GrainClass> All => all;

    public IEnumerable<Activation> Activations => all.SelectMany(grains => grains.Activations);

    public GrainClass? Named(string name) => byName.GetValueOrDefault(name);

    /// <exception cref="ArgumentException">No class, or more than one, implements the interface.</exception>
    public GrainClass Implementing(Type interfaceType, string? prefix)
    {
        if (prefix is null && byInterface.TryGetValue(interfaceType, out var known))
        {
            return known;
        }

        var candidates = all.FindAll(grains =>
            interfaceType.IsAssignableFrom(grains.Type) && (prefix is null || grains.ToString().StartsWith(prefix, StringComparison.Ordinal)));
        return candidates switch
        {
            [var only] => prefix is null ? byInterface.GetOrAdd(interfaceType, only) : only,
            [] => throw new ArgumentException($"Could not find an implementation for interface {interfaceType.FullName}{WithPrefix(prefix)}."),
            _ => throw new ArgumentException(
                $"Unable to identify a single grain class for interface {interfaceType.FullName}{WithPrefix(prefix)}: {string.Join(", ", candidates)} implement it."),
        };
    }

    private static string WithPrefix(string? prefix) => prefix is null ? "" : $" with class name prefix {prefix}";

    private static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && typeof(IGrain).IsAssignableFrom(type) && typeof(IGrainBase).IsAssignableFrom(type);
}
