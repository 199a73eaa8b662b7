using System.Diagnostics;

namespace ContactHub.Telemetry;

/// <summary>
/// The hub's spans: what one sampled command does on its way through grain, log and push. Nothing is made for a command that was not sampled
/// where it came in. Tags hold no id, name or text.
/// </summary>
public static class HubTrace
{
    /// <summary>Name of the activity source, for whatever listens.</summary>
    public const string Name = "ContactHub";

    /// <summary>Under which key the trace travels with grain calls, in the form of W3C Trace Context.</summary>
    public const string CarrierKey = "traceparent";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Whether anybody collects spans at all.</summary>
    public static bool IsOn => Source.HasListeners();

    /// <summary>Begins a trace where a command comes in; whether it is sampled is decided here. Null when not.</summary>
    public static Activity? Enter(string name)
    {
        if (!IsOn) return null;
        // A command is a trace of its own; the connection it came by lives for hours.
        Activity.Current = null;
        return Sampled(Source.StartActivity(name, ActivityKind.Server));
    }

    /// <summary>Begins a span below the one that is under way here. Null when that one is not sampled.</summary>
    public static Activity? Within(string name) => Activity.Current is { Recorded: true } ? Source.StartActivity(name) : null;

    /// <summary>Begins a span below the one whose identity came with a call.</summary>
    /// <param name="carried">The value of <see cref="CarrierKey"/>; anything but the text of a sampled trace begins nothing.</param>
    public static Activity? Below(string name, object? carried) =>
        carried is string parent && IsOn && ActivityContext.TryParse(parent, null, out var context)
            ? Source.StartActivity(name, ActivityKind.Internal, context)
            : null;

    private static Activity? Sampled(Activity? activity)
    {
        if (activity is not { Recorded: false }) return activity;
        activity.Dispose();
        return null;
    }
}
