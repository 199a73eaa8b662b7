using ContactHub.Agents;

namespace ContactHub.Phone;

/// <summary>What to do so that desk and exchange agree whether an agent takes calls.</summary>
public enum SyncStep
{
    /// <summary>They agree, or one of them has no say.</summary>
    None,
    Pause,
    Unpause,

    /// <summary>The agent has paused at the phone: away at the desk.</summary>
    DeskAway,

    /// <summary>The agent has ended the pause at the phone: available at the desk.</summary>
    DeskAvailable,
}

/// <summary>
/// Keeps the pause of one of an agent's phones at the exchange and presence at the desk together, pure. Each side may change; whichever differs from what
/// both last agreed on is the one that has changed, and the other follows. Once it has, both agree again, so that no change ever runs in circles.
/// </summary>
/// <param name="Agreed">Paused or not, as both sides had it last; null when they never agreed, as after a start.</param>
public sealed record PresenceSync(bool? Agreed = null)
{
    /// <summary>What the reasons of pauses begin with that the hub has made.</summary>
    public const string HubReason = "hub ";

    /// <summary>Decides.</summary>
    /// <param name="desk">Whether the desk wants the pause; null when the agent is not at the desk.</param>
    /// <param name="phone">The phone at the exchange; null when it is in no queue.</param>
    public (PresenceSync Next, SyncStep Step) Decide(bool? desk, PhoneMember? phone)
    {
        if (phone is null) return (this with { Agreed = null }, SyncStep.None);
        if (desk is not { } wanted || wanted == phone.Paused) return (this with { Agreed = phone.Paused }, SyncStep.None);
        // At a start, a pause that somebody made at the phone is meant; anything else gives way to the desk.
        var phoneChanged = Agreed is { } agreed ? phone.Paused != agreed : phone.Paused && !phone.Reason.StartsWith(HubReason, StringComparison.Ordinal);
        if (phoneChanged) return (this with { Agreed = phone.Paused }, phone.Paused ? SyncStep.DeskAway : SyncStep.DeskAvailable);
        return (this, wanted ? SyncStep.Pause : SyncStep.Unpause);
    }

    /// <summary>Whether the desk wants the pause: who is away, busy or wraps up takes no calls; null for who is not there.</summary>
    public static bool? Wanted(AgentState agent) => agent.Chosen switch
    {
        Presence.Available => agent.Phone == PhoneUse.WrapUp,
        Presence.Busy or Presence.Away => true,
        _ => null,
    };

    /// <summary>Why, in words that the exchange's own screens show.</summary>
    public static string ReasonOf(AgentState agent) => HubReason + (agent.Chosen switch
    {
        Presence.Away => "away",
        Presence.Busy => "busy",
        _ => "wrap-up",
    });
}
