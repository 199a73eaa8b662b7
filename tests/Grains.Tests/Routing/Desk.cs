using ContactHub.Agents;

namespace ContactHub.Routing;

/// <summary>Builds queue states, so that a test says only what matters to it.</summary>
internal static class Desk
{
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    public static readonly RoutingOptions Options = new();

    public static AgentState Agent(
        string id, int capacity = 3, int load = 0, Presence presence = Presence.Available, int idleMinutes = 0, string languages = "tr", string departments = "su") =>
        new(id, id, presence, capacity, [.. Enumerable.Range(0, load).Select(i => $"{id}-{i}")], Now.AddMinutes(-idleMinutes), [.. departments.Split(',')], [.. languages.Split(',')]);

    public static QueuedConversation Conversation(string id, int waitedMinutes = 1, int priority = 0, string language = "tr", string? preferred = null) =>
        new(id, Now.AddMinutes(-waitedMinutes), priority, language, preferred);

    public static QueueState With(this QueueState state, params AgentState[] agents) =>
        agents.Aggregate(state, (s, agent) => RoutingDecisions.AgentChanged(s, agent, "su").State);

    public static QueueState With(this QueueState state, params QueuedConversation[] conversations) => conversations.Aggregate(state, RoutingDecisions.Enqueue);

    public static RoutingStep Route(this QueueState state, DateTimeOffset? now = null) => Offering.Route(state, "su", now ?? Now, Options);

    /// <summary>Conversation to agent.</summary>
    public static IReadOnlyDictionary<string, string> Made(this RoutingStep step) =>
        step.Effects.OfType<MakeOffer>().ToDictionary(made => made.Offer.ConversationId, made => made.AgentId, StringComparer.Ordinal);
}
