using System.Collections.Concurrent;
using System.Reflection;

namespace ContactHub.Embedded;

/// <summary>Makes references of one interface. The reference class is emitted once per process.</summary>
internal sealed class ReferenceFactory
{
    private static readonly ConcurrentDictionary<Type, Lazy<ReferenceFactory>> Factories = new();
    private readonly Func<GrainEngine, GrainClass?, string, TurnScheduler?, GrainReference> create;

    private ReferenceFactory(Type interfaceType) => create = ReferenceEmitter.Emit(interfaceType);

    /// <exception cref="ArgumentException">The type is not an interface of grains or observers, or has a member that cannot be called by reference.</exception>
    public static ReferenceFactory For(Type interfaceType)
    {
        // Lazy, because emitting a class twice under one name fails. A failure is kept: the same interface fails the same way.
        var factory = Factories.GetOrAdd(interfaceType, static type => new Lazy<ReferenceFactory>(() => new ReferenceFactory(Validate(type))));
        return factory.Value;
    }

    public GrainReference Create(GrainEngine engine, GrainClass? grains, string key, TurnScheduler? target) => create(engine, grains, key, target);

    private static Type Validate(Type type)
    {
        if (!type.IsInterface || !typeof(IAddressable).IsAssignableFrom(type) || type.ContainsGenericParameters)
        {
            throw new ArgumentException($"{type.FullName} is not an interface of grains or observers.", nameof(type));
        }

        foreach (var member in type.GetInterfaces().Append(type).SelectMany(part => part.GetMembers(BindingFlags.Instance | BindingFlags.Public)))
        {
            if (member is not MethodInfo method)
            {
                throw new ArgumentException($"{type.FullName}.{member.Name} is not a method; grain interfaces have methods only.", nameof(type));
            }

            if (method.IsGenericMethod || !IsAnswer(method.ReturnType) || method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
            {
                throw new ArgumentException(
                    $"{type.FullName}.{member.Name} must return Task, Task<T>, ValueTask or ValueTask<T> (or void for observers), and be neither generic nor have ref parameters.",
                    nameof(type));
            }
        }

        return type;
    }

    private static bool IsAnswer(Type type)
    {
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return definition == typeof(Task) || definition == typeof(Task<>) || definition == typeof(ValueTask) || definition == typeof(ValueTask<>) || definition == typeof(void);
    }
}
