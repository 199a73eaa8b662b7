using System.Collections.Immutable;
using ContactHub.Routing;

namespace ContactHub.Agents;

/// <summary>
/// Whether an agent is there: the screens that are connected, the presence that was chosen, and since when the last screen has been gone.
/// A reload or a short loss of the network is shorter than <see cref="RoutingOptions.ConnectionGrace"/> and changes nothing.
/// </summary>
/// <param name="Chosen">Null before the first screen connects and after the agent counted as gone for good.</param>
/// <param name="Screens">Connection id to when it was last renewed.</param>
/// <param name="GoneSince">Null while a screen is connected.</param>
public sealed record Attendance(Presence? Chosen, ImmutableDictionary<string, DateTimeOffset> Screens, DateTimeOffset? GoneSince)
{
    /// <summary>Nobody has connected yet; what the agent owns from before waits for <see cref="RoutingOptions.ReturnAfter"/> from now on.</summary>
    public static Attendance Absent(DateTimeOffset now) => new(null, ImmutableDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal), now);

    public Presence PresenceAt(DateTimeOffset now, RoutingOptions options)
    {
        if (Chosen is not { } chosen) return Presence.Offline;
        if (GoneSince is not { } gone || now < gone + options.ConnectionGrace || chosen == Presence.Offline) return chosen;
        return HasLeft(now, options) ? Presence.Offline : Presence.Away;
    }

    /// <summary>Gone for so long that the conversations return to the queue.</summary>
    public bool HasLeft(DateTimeOffset now, RoutingOptions options) => GoneSince is { } gone && now >= gone + options.ReturnAfter;

    /// <summary>
    /// When to return the conversations of an agent who has left and still owns some: at once, or when the last attempt is to be repeated; null when there is
    /// nothing to return. An instant that has passed is due all the same, so that nothing that happens between it and its tick can make the agent forget it.
    /// </summary>
    public DateTimeOffset? ReturnDue(DateTimeOffset now, RoutingOptions options, bool ownsSome, DateTimeOffset? retryAt) =>
        ownsSome && HasLeft(now, options) ? retryAt ?? now : null;

    /// <summary>When time alone changes something next; null when nothing will.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset now, RoutingOptions options)
    {
        var instants = GoneSince is { } gone
            ? new[] { gone + options.ConnectionGrace, gone + options.ReturnAfter }.Where(at => at > now)
            : Screens.Values.Select(renewed => renewed + options.ConnectionLapse);
        return instants.Select(at => (DateTimeOffset?)at).Min();
    }

    /// <summary>A screen connected or renewed. Who comes back within the time goes on as before; who comes anew is available.</summary>
    public Attendance Connected(string connectionId, DateTimeOffset now, RoutingOptions options) => new(
        Chosen is null || HasLeft(now, options) ? Presence.Available : Chosen, Screens.SetItem(connectionId, now), null);

    public Attendance Disconnected(string connectionId, DateTimeOffset now) => Without([connectionId], now);

    /// <summary>Screens that have not been renewed are gone.</summary>
    public Attendance Lapsed(DateTimeOffset now, RoutingOptions options) =>
        Without(Screens.Where(screen => now >= screen.Value + options.ConnectionLapse).Select(screen => screen.Key), now);

    /// <summary>The agent's own choice, kept while a screen is connected.</summary>
    public Attendance Choose(Presence presence) => this with { Chosen = presence };

    /// <summary>An absent agent got a conversation: it stays as long as if the agent had just left.</summary>
    public Attendance Assigned(DateTimeOffset now, RoutingOptions options) => HasLeft(now, options) ? Absent(now) : this;

    private Attendance Without(IEnumerable<string> connectionIds, DateTimeOffset now)
    {
        var left = Screens.RemoveRange(connectionIds);
        if (left.Count == Screens.Count) return this;
        return this with { Screens = left, GoneSince = left.IsEmpty ? now : null };
    }
}
