using System.Globalization;

namespace ContactHub.Embedded;

/// <summary>The call returns at once; its result and its exception go nowhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;

/// <summary>The method may run interleaved with any other turn of the grain.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;

/// <summary>The method changes nothing, so such calls interleave with each other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;

/// <summary>Turns of this grain class may interleave at every await.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;

/// <summary>The grain runs in the process that calls it. In one process that is every grain, so only a limit of one activation a key is offered.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : Attribute
{
    /// <param name="maxLocalWorkers">1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Any other number.</exception>
    public StatelessWorkerAttribute(int maxLocalWorkers) => ArgumentOutOfRangeException.ThrowIfNotEqual(maxLocalWorkers, 1);
}

/// <summary>How long callers of the method, or of every method of the interface, wait for the answer. Whole seconds; a fraction counts as one.</summary>
/// <param name="timeout">A <see cref="TimeSpan"/> as text, such as <c>00:00:05</c>.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Interface)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
}
