using System.Diagnostics.CodeAnalysis;

namespace ContactHub.Embedded;

/// <summary>The name of a grain class in an address: the class name in lower case without its suffix "Grain".</summary>
public readonly record struct GrainType(string Value)
{
    public override string ToString() => Value;
}

/// <summary>The key part of an address.</summary>
public readonly record struct IdSpan(string Value)
{
    public override string ToString() => Value;
}

/// <summary>The address of a grain, written <c>type/key</c>.</summary>
public readonly record struct GrainId(GrainType Type, IdSpan Key)
{
    public bool IsDefault => Type.Value is null && Key.Value is null;

    /// <exception cref="ArgumentException">The key is empty.</exception>
    public static GrainId Create(string type, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new GrainId(new GrainType(type), new IdSpan(key));
    }

    /// <exception cref="ArgumentException">The text has no slash.</exception>
    public static GrainId Parse(string value) =>
        TryParse(value, out var result) ? result : throw new ArgumentException($"Unable to parse \"{value}\" as a grain id", nameof(value));

    public static bool TryParse([NotNullWhen(true)] string? value, out GrainId result)
    {
        var slash = value?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        result = slash < 0 ? default : new GrainId(new GrainType(value![..slash]), new IdSpan(value[(slash + 1)..]));
        return slash >= 0;
    }

    public override string ToString() => $"{Type}/{Key}";
}
