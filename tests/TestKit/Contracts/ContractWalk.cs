using System.Reflection;

namespace ContactHub.TestKit;

/// <summary>
/// Walks every type that crosses a grain call. Orleans finds a type that it cannot serialize, or two members with one id, only when the call is
/// made; the embedded engine shares values instead of copying them, so they must never change. Neither has a compile error.
/// </summary>
public sealed class ContractWalk
{
    private readonly List<string> violations = [];
    private readonly Dictionary<string, Type> aliases = new(StringComparer.Ordinal);
    private readonly HashSet<Type> visited = [];

    private ContractWalk()
    {
    }

    /// <summary>What is wrong with the grain and observer interfaces of an assembly and the types they carry; empty when nothing is.</summary>
    public static IReadOnlyList<string> Violations(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return Violations(assembly.GetTypes().Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type)));
    }

    /// <inheritdoc cref="Violations(Assembly)"/>
    public static IReadOnlyList<string> Violations(IEnumerable<Type> interfaces)
    {
        ArgumentNullException.ThrowIfNull(interfaces);
        var walk = new ContractWalk();
        foreach (var type in interfaces)
        {
            walk.Interface(type);
        }

        return walk.violations;
    }

    private void Interface(Type type)
    {
        if (!visited.Add(type))
        {
            return;
        }

        var isObserver = typeof(IGrainObserver).IsAssignableFrom(type);
        Check(isObserver || typeof(IGrainWithStringKey).IsAssignableFrom(type), type, "is neither IGrainWithStringKey nor IGrainObserver");
        Alias(type);
        var methods = type.GetMethods();
        foreach (var method in methods)
        {
            Check(method.IsDefined(typeof(AliasAttribute)), method, "has no [Alias]");
            Answer(method, isObserver);
            var parameters = method.GetParameters();
            foreach (var parameter in parameters)
            {
                if (parameter.ParameterType != typeof(CancellationToken))
                {
                    Value(parameter.ParameterType, $"{Name(method)}({parameter.Name})");
                }
                else
                {
                    Check(parameter.Position == parameters.Length - 1, method, "takes its CancellationToken before other parameters");
                }
            }
        }

        foreach (var group in methods.GroupBy(method => method.GetCustomAttribute<AliasAttribute>()?.Alias).Where(group => group.Key is not null && group.Count() > 1))
        {
            violations.Add($"{type.FullName} has {group.Count()} methods with the alias \"{group.Key}\"");
        }
    }

    private void Answer(MethodInfo method, bool isObserver)
    {
        var type = method.ReturnType;
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (definition == typeof(Task<>) || definition == typeof(ValueTask<>))
        {
            Value(type.GetGenericArguments()[0], $"result of {Name(method)}");
        }
        else
        {
            Check(type == typeof(Task) || type == typeof(ValueTask) || (isObserver && type == typeof(void)), method, "returns neither Task nor ValueTask");
        }
    }

    private void Value(Type type, string place)
    {
        if (ContractTypes.IsLeaf(type))
        {
            return;
        }

        if (ContractTypes.ElementsOf(type) is { } elements)
        {
            foreach (var element in elements)
            {
                Value(element, place);
            }
        }
        else if (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
        {
            Interface(type);
        }
        else if (!type.IsEnum && !ContractTypes.IsRecord(type))
        {
            violations.Add($"{place}: {type} is not a type that contracts may carry: records, enums, strings, numbers, times, Guid and immutable collections");
        }
        else if (visited.Add(type))
        {
            Declared(type);
        }
    }

    private void Declared(Type type)
    {
        Check(type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false), type, "has no [GenerateSerializer]");
        Alias(type);
        if (type.IsEnum)
        {
            return;
        }

        Check(type.IsDefined(typeof(ImmutableAttribute), inherit: false), type, "is not [Immutable]");
        Check(type.IsValueType || type.IsSealed || type.IsAbstract, type, "is neither sealed nor abstract");
        Members(type);
        if (type.BaseType is { } parent && ContractTypes.IsRecord(parent))
        {
            Value(parent, type.FullName!);
        }

        foreach (var derived in type.Assembly.GetTypes().Where(candidate => candidate.BaseType == type))
        {
            Value(derived, $"derived from {type.FullName}");
        }
    }

    private void Members(Type type)
    {
        var ids = new Dictionary<uint, string>();
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            var property = ContractTypes.PropertyOf(field);
            MemberInfo member = property is null ? field : property;
            Check(property is null ? field.IsInitOnly : ContractTypes.IsInitOnly(property), member, "can be changed after construction");
            if (member.GetCustomAttribute<IdAttribute>() is not { } id)
            {
                violations.Add($"{Name(member)} has no [Id]");
            }
            else if (!ids.TryAdd(id.Id, member.Name))
            {
                violations.Add($"{Name(member)} has the [Id({id.Id})] of {ids[id.Id]}");
            }

            Value(field.FieldType, Name(member));
        }
    }

    private void Alias(Type type)
    {
        if (type.GetCustomAttribute<AliasAttribute>(inherit: false) is not { } alias)
        {
            violations.Add($"{type.FullName} has no [Alias]");
        }
        else if (!aliases.TryAdd(alias.Alias, type))
        {
            violations.Add($"{type.FullName} has the alias \"{alias.Alias}\" of {aliases[alias.Alias].FullName}");
        }
    }

    private void Check(bool holds, MemberInfo member, string violation)
    {
        if (!holds)
        {
            violations.Add($"{Name(member)} {violation}");
        }
    }

    private static string Name(MemberInfo member) => member is Type type ? type.FullName! : $"{member.DeclaringType!.FullName}.{member.Name}";
}
