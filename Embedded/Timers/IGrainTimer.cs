using System.Diagnostics.CodeAnalysis;

namespace ContactHub.Embedded;

/// <summary>A timer of one activation. Disposing it, also from its own callback, ends it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <exception cref="ArgumentOutOfRangeException">A span is negative and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>When a grain timer ticks and how its ticks relate to calls.</summary>
public readonly struct GrainTimerCreationOptions()
{
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>Until the first tick; <see cref="Timeout.InfiniteTimeSpan"/> for not yet.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of one tick to the start of the next; <see cref="Timeout.InfiniteTimeSpan"/> for a single tick.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Ticks may run between the awaits of a call.</summary>
    public bool Interleave { get; init; }

    /// <summary>Ticks count as use, so the activation is not collected as idle.</summary>
    public bool KeepAlive { get; init; }
}
