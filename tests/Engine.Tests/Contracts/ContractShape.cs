using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace ContactHub.EngineFacts;

/// <summary>One thing that a node of another release relies on.</summary>
/// <param name="Text">What it is, in one line; types go by their aliases, which is how nodes know them.</param>
/// <param name="MayBeMissing">False for a member without which its record makes no sense.</param>
internal sealed record ContractLine(string Text, bool MayBeMissing = true);

/// <summary>The contracts of an assembly, line by line.</summary>
internal static class ContractShape
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Ascending.</summary>
    public static ImmutableArray<ContractLine> Lines(Assembly assembly) =>
        [.. assembly.GetTypes().Where(type => AliasOf(type) is not null).SelectMany(Lines).OrderBy(line => line.Text, StringComparer.Ordinal)];

    /// <summary>The lines of one contract.</summary>
    public static IEnumerable<ContractLine> Lines(Type type)
    {
        var alias = AliasOf(type)!;
        if (type.IsInterface)
        {
            return type.GetMethods().Select(method => new ContractLine(
                $"method {alias} {method.GetCustomAttribute<AliasAttribute>()!.Alias} ({string.Join(", ", method.GetParameters().Select(p => Name(p.ParameterType)))}) {Name(method.ReturnType)}"));
        }

        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Select(value => new ContractLine($"value {alias} {value} {Convert.ToInt32(value, CultureInfo.InvariantCulture)}"));
        var parent = type.BaseType is { } known && AliasOf(known) is { } parentAlias ? " : " + parentAlias : "";
        return type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(property => property.IsDefined(typeof(IdAttribute)))
            .Select(property => new ContractLine(
                $"member {alias} {property.GetCustomAttribute<IdAttribute>()!.Id} {property.Name} {Name(property.PropertyType)}{(IsNullable(property) ? "?" : "")}", MayBeMissing(type, property)))
            .Prepend(new ContractLine($"type {alias}{parent}"));
    }

    // What a node doesn't send is the default of its type: null for a text or a record, no list at all for a list. Who gives a member a default reckons with that.
    private static bool MayBeMissing(Type type, PropertyInfo property) =>
        IsNullable(property)
        || (property.PropertyType.IsValueType && !IsList(property.PropertyType))
        || type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Any(parameter => parameter.Name == property.Name && parameter.HasDefaultValue);

    private static bool IsNullable(PropertyInfo property) => !property.PropertyType.IsValueType && Nullability.Create(property).ReadState == NullabilityState.Nullable;

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return Name(value) + "?";
        if (!type.IsGenericType) return AliasOf(type) ?? type.Name;
        var arguments = string.Join(", ", type.GetGenericArguments().Select(Name));
        return IsList(type) ? arguments + "[]" : $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{arguments}>";
    }

    private static string? AliasOf(Type type) => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;
}
