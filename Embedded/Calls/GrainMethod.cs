using System.Reflection;

namespace ContactHub.Embedded;

/// <summary>What the engine knows of one method of a grain or observer interface.</summary>
internal sealed class GrainMethod
{
    public GrainMethod(Type interfaceType, MethodInfo method)
    {
        InterfaceName = interfaceType.FullName ?? interfaceType.Name;
        Name = method.Name;
        Method = method;
        IsOneWay = method.IsDefined(typeof(OneWayAttribute)) || method.ReturnType == typeof(void);
        Interleaves = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        var timeout = (method.GetCustomAttribute<ResponseTimeoutAttribute>() ?? method.DeclaringType!.GetCustomAttribute<ResponseTimeoutAttribute>())?.Timeout;
        TimeoutSeconds = timeout is { } span ? Math.Max(1, (int)Math.Ceiling(span.TotalSeconds)) : null;
        TakesToken = method.GetParameters() is [.., { ParameterType: var last }] && last == typeof(CancellationToken);
        ReturnsReference = typeof(IAddressable).IsAssignableFrom(ResultTypeOf(method));
    }

    /// <summary>Stands for turns that come from the engine itself.</summary>
    public GrainMethod(string name, bool interleaves)
    {
        Name = name;
        Interleaves = interleaves;
        IsOneWay = true;
    }

    public string Name { get; }

    public string InterfaceName { get; } = "";

    /// <summary>The interface method; null for the engine's own turns.</summary>
    public MethodInfo? Method { get; }

    public bool IsOneWay { get; }

    public bool Interleaves { get; }

    public bool IsReadOnly { get; }

    /// <summary>The method's own response time-out, or null for the engine's.</summary>
    public int? TimeoutSeconds { get; }

    public bool ReturnsReference { get; }

    public bool TakesToken { get; }

    /// <summary>The fields of the request that hold the arguments, in order; for call filters only.</summary>
    public FieldInfo[] Arguments { get; set; } = [];

    /// <summary>What the answer carries; <see cref="Unit"/> for methods without a result.</summary>
    public static Type ResultTypeOf(MethodInfo method) =>
        method.ReturnType is { IsGenericType: true } type ? type.GetGenericArguments()[0] : typeof(Unit);
}

/// <summary>The result of a method that has none.</summary>
internal readonly struct Unit;
