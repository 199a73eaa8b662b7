using System.Collections.Immutable;

namespace ContactHub.Routing;

/// <summary>How conversations are offered to agents, and when people count as gone. Bound from configuration section <c>Routing</c>.</summary>
public sealed record RoutingOptions
{
    /// <summary>Where a conversation waits when neither the citizen nor the bot chose a department.</summary>
    public string DefaultDepartment { get; init; } = "cagri-merkezi";

    /// <summary>How long an agent may leave an offer unanswered before it goes to the next one.</summary>
    public TimeSpan OfferTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an agent who refused a conversation is left alone with it when nobody else is left to ask.</summary>
    public TimeSpan RefusalPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>An agent who lets this many offers lapse in a row is set away.</summary>
    public int LapsesUntilAway { get; init; } = 2;

    /// <summary>How often a queue compares itself with the log, which heals lost hints.</summary>
    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Least time between two rounds of position signals to waiting citizens.</summary>
    public TimeSpan SignalInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Least time between two status pushes to the screens.</summary>
    public TimeSpan StatusInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Assignments older than this no longer say anything about the wait.</summary>
    public TimeSpan EstimateWindow { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How many of the latest assignments the estimated wait is made from.</summary>
    public int EstimateSample { get; init; } = 20;

    /// <summary>An agent whose last screen has been gone for this long is away.</summary>
    public TimeSpan ConnectionGrace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The conversations of an agent whose last screen has been gone for this long return to the queue.</summary>
    public TimeSpan ReturnAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A screen that has not renewed its connection for this long is gone.</summary>
    public TimeSpan ConnectionLapse { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long after a call an agent is offered nothing, to write down what it was about; zero: at once.</summary>
    public TimeSpan WrapUp { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How much longer the wrap-up lasts each time the agent asks for it.</summary>
    public TimeSpan WrapUpMore { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often every queue and agent that the log mentions is woken, so that none is forgotten after a crash.</summary>
    public TimeSpan RecoveryInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Everything that is wrong, each as a sentence; empty when the options can be used.</summary>
    public ImmutableArray<string> Validate()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        Positive(nameof(OfferTimeout), OfferTimeout);
        Positive(nameof(RefusalPause), RefusalPause);
        Positive(nameof(ReconcileInterval), ReconcileInterval);
        Positive(nameof(SignalInterval), SignalInterval);
        Positive(nameof(StatusInterval), StatusInterval);
        Positive(nameof(EstimateWindow), EstimateWindow);
        Positive(nameof(ConnectionGrace), ConnectionGrace);
        Positive(nameof(ConnectionLapse), ConnectionLapse);
        Positive(nameof(RecoveryInterval), RecoveryInterval);
        if (WrapUp < TimeSpan.Zero || WrapUp > TimeSpan.FromHours(1)) faults.Add($"Routing:{nameof(WrapUp)} is {WrapUp}, but must be zero to an hour.");
        Positive(nameof(WrapUpMore), WrapUpMore);
        if (ReturnAfter < ConnectionGrace) faults.Add($"Routing:{nameof(ReturnAfter)} ({ReturnAfter}) is shorter than Routing:{nameof(ConnectionGrace)} ({ConnectionGrace}).");
        if (LapsesUntilAway < 1) faults.Add($"Routing:{nameof(LapsesUntilAway)} is {LapsesUntilAway}, but must be at least 1.");
        if (EstimateSample < 1) faults.Add($"Routing:{nameof(EstimateSample)} is {EstimateSample}, but must be at least 1.");
        return faults.ToImmutable();

        void Positive(string name, TimeSpan value)
        {
            if (value <= TimeSpan.Zero) faults.Add($"Routing:{name} is {value}, but must be longer than zero.");
            else if (value > TimeSpan.FromDays(1)) faults.Add($"Routing:{name} is {value}, but must be at most a day.");
        }
    }
}
