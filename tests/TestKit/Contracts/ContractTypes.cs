using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ContactHub.TestKit;

/// <summary>Which types contracts may be made of.</summary>
internal static class ContractTypes
{
    private static readonly HashSet<Type> Leaves =
    [
        typeof(string), typeof(bool), typeof(char), typeof(decimal), typeof(double), typeof(float), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort),
        typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(Uri),
    ];

    private static readonly HashSet<Type> Containers =
    [
        typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>), typeof(ImmutableDictionary<,>),
        typeof(ImmutableSortedDictionary<,>), typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyDictionary<,>), typeof(IReadOnlySet<>), typeof(ReadOnlyMemory<>),
    ];

    public static bool IsLeaf(Type type) => Leaves.Contains(type);

    /// <summary>What an allowed collection or a nullable value holds; null for other types.</summary>
    public static Type[]? ElementsOf(Type type) => type.IsGenericType && Containers.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments() : null;

    /// <summary>Record classes have a copying method; record structs, like record classes, a method that prints their members.</summary>
    public static bool IsRecord(Type type) => type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public) is not null;

    /// <summary>The automatic property that a field stores.</summary>
    public static PropertyInfo? PropertyOf(FieldInfo field) =>
        field.IsDefined(typeof(CompilerGeneratedAttribute)) && field.Name.Split('<', '>') is [_, var name, _]
            ? field.DeclaringType!.GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            : null;

    public static bool IsInitOnly(PropertyInfo property) =>
        property.SetMethod is not { } set || set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
