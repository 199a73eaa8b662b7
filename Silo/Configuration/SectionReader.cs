using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace ContactHub.Configuration;

/// <summary>
/// Reads a section of the configuration into an options record, and finds everything in it that the record has no place for: names that do not
/// exist, and values of the wrong kind. The framework's own binder stops at the first, or says nothing.
/// </summary>
public static class SectionReader
{
    /// <summary>Reads a section. When a value is of the wrong kind, it is reported and the defaults are returned.</summary>
    /// <param name="problems">Gets one sentence for each fault.</param>
    public static T Read<T>(IConfiguration configuration, string section, ICollection<string> problems)
        where T : class, new()
    {
        var before = problems.Count;
        var root = configuration.GetSection(section);
        Check(root, typeof(T), problems);
        return problems.Count == before ? root.Get<T>() ?? new T() : new T();
    }

    private static void Check(IConfigurationSection section, Type type, ICollection<string> problems)
    {
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        if (TypeDescriptor.GetConverter(wanted).CanConvertFrom(typeof(string))) CheckValue(section, wanted, problems);
        else if (ElementType(wanted) is { } element) CheckList(section, element, problems);
        else CheckObject(section, wanted, problems);
    }

    private static void CheckValue(IConfigurationSection section, Type type, ICollection<string> problems)
    {
        if (section.GetChildren().Any()) problems.Add($"{section.Path} takes a single value.");
        // Nothing at all, and null in JSON, leave the default.
        if (string.IsNullOrEmpty(section.Value) || type == typeof(string)) return;
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, section.Value);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            problems.Add($"{section.Path} is '{section.Value}', which is not {Describe(type)}.");
        }
    }

    private static void CheckList(IConfigurationSection section, Type element, ICollection<string> problems)
    {
        if (!string.IsNullOrEmpty(section.Value)) problems.Add($"{section.Path} takes a list; number its values: {section.Path}:0.");
        foreach (var child in section.GetChildren()) Check(child, element, problems);
    }

    private static void CheckObject(IConfigurationSection section, Type type, ICollection<string> problems)
    {
        if (!string.IsNullOrEmpty(section.Value)) problems.Add($"{section.Path} is a section and takes no value of its own.");
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null)
            .ToDictionary(property => property.Name, property => property.PropertyType, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (properties.TryGetValue(child.Key, out var property)) Check(child, property, problems);
            else problems.Add($"{child.Path} is not known; {section.Path} takes {string.Join(", ", properties.Keys.Order(StringComparer.Ordinal))}.");
        }
    }

    private static Type? ElementType(Type type)
    {
        if (type.IsArray) return type.GetElementType();
        var list = type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        return list?.GetGenericArguments()[0];
    }

    private static string Describe(Type type) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(double) => "a number",
        _ when type == typeof(TimeSpan) => "a span of time such as 00:00:30",
        { IsEnum: true } => "one of " + string.Join(", ", Enum.GetNames(type)),
        _ => "a " + type.Name,
    };
}
