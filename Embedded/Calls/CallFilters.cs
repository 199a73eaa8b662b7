using System.Reflection;

namespace ContactHub.Embedded;

/// <summary>Code around every call of every grain, or of one grain class that implements this itself.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Runs in the grain's turn; <c>await context.Invoke()</c> goes on to the next filter and finally to the method.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>A call filter as a function.</summary>
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);

/// <summary>The arguments of a call under way.</summary>
public interface IInvokable
{
    int GetArgumentCount();

    object? GetArgument(int index);

    /// <exception cref="ArgumentException">The value has not the parameter's type.</exception>
    void SetArgument(int index, object value);

    string GetMethodName();

    string GetInterfaceName();

    MethodInfo GetMethod();
}

/// <summary>One call on its way into a grain.</summary>
public interface IGrainCallContext
{
    IInvokable Request { get; }

    /// <summary>The grain object.</summary>
    object Grain { get; }

    /// <summary>The calling grain, or null for callers outside the grains.</summary>
    GrainId? SourceId { get; }

    GrainId TargetId { get; }

    string InterfaceName { get; }

    string MethodName { get; }

    MethodInfo InterfaceMethod { get; }

    /// <summary>The result after <see cref="Invoke"/>; a filter may replace it by a value of the same type.</summary>
    object? Result { get; set; }

    Task Invoke();
}

/// <summary>One call on its way into a grain, with the method that will run.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    IGrainContext TargetContext { get; }

    MethodInfo ImplementationMethod { get; }
}
