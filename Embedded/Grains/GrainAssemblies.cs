using System.Reflection;

namespace ContactHub.Embedded;

/// <summary>Finds the assemblies that may hold grain classes: those that reference this engine, loaded or reachable from loaded ones.</summary>
internal static class GrainAssemblies
{
    public static IReadOnlyCollection<Assembly> Find(IEnumerable<Assembly> given)
    {
        var engine = typeof(GrainAssemblies).Assembly.GetName().Name;
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && References(assembly, engine));
        var found = new HashSet<Assembly>(loaded.Concat(given));
        var unvisited = new Queue<Assembly>(found);
        while (unvisited.TryDequeue(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies().Where(MayHoldGrains))
            {
                var referenced = Assembly.Load(name);
                if (References(referenced, engine) && found.Add(referenced))
                {
                    unvisited.Enqueue(referenced);
                }
            }
        }

        return found;
    }

    private static bool References(Assembly assembly, string? engine) =>
        assembly.GetReferencedAssemblies().Any(name => string.Equals(name.Name, engine, StringComparison.Ordinal));

    // The framework holds no grains, and loading all of it to ask would cost start-up time.
    private static bool MayHoldGrains(AssemblyName name) =>
        name.Name is { } simple && !simple.StartsWith("System", StringComparison.Ordinal) && !simple.StartsWith("Microsoft", StringComparison.Ordinal) && simple != "netstandard";
}
