namespace ContactHub.Conversations;

/// <summary>Who can act on a conversation.</summary>
[GenerateSerializer, Alias("actor-kind")]
public enum ActorKind
{
    /// <summary>The hub itself: time-outs, routing, recovery.</summary>
    System = 0,
    /// <summary>The citizen; the id is the visitor or citizen id.</summary>
    Citizen = 1,
    /// <summary>A bot; the id names which one.</summary>
    Bot = 2,
    /// <summary>A member of staff; the id is the account id.</summary>
    Agent = 3,
}

/// <summary>Who did something. <paramref name="Name"/> is the name shown at that time; it is kept with the event.</summary>
[GenerateSerializer, Immutable, Alias("actor")]
public sealed record Actor(
    [property: Id(0)] ActorKind Kind,
    [property: Id(1)] string Id,
    [property: Id(2)] string? Name = null)
{
    /// <summary>The hub acting by itself.</summary>
    public static readonly Actor Hub = new(ActorKind.System, "hub");

    /// <summary>The hub's own FAQ bot.</summary>
    public static readonly Actor FaqBot = new(ActorKind.Bot, "faq");

    /// <summary>Whether this actor may see what is meant for staff only.</summary>
    public bool IsStaff => Kind == ActorKind.Agent;
}
