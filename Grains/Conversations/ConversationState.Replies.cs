using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContactHub.Conversations;

/// <summary>Where an answer goes: a channel, and the place there that only that channel understands.</summary>
public readonly record struct ReplyTo(string Channel, string? Via);

/// <summary>The fold of where citizens write: an answer goes where one of them last did.</summary>
public sealed partial class ConversationState
{
    /// <summary>Where each citizen last wrote, one route a citizen, the latest last. Mails and calls are not in it: they are answered as what they are.</summary>
    public ImmutableArray<ReplyRoute> Routes { get; set; } = [];

    /// <summary>When a citizen last wrote.</summary>
    public DateTimeOffset HeardAt { get; set; }

    [JsonIgnore]
    public ReplyTo ReplyTo => Routes.IsEmpty ? new ReplyTo(Channel, null) : new ReplyTo(Routes[^1].Channel, Routes[^1].Via);

    /// <summary>Until when the channel takes an answer; null when it takes one at any time.</summary>
    [JsonIgnore]
    public DateTimeOffset? ReplyUntil => ReplyWindows.Of(ReplyTo.Channel) is { } window ? HeardAt + window : null;

    private void Hear(TimelineEntry entry, string? via)
    {
        HeardAt = entry.At;
        // Nearly every message comes from where the one before it came.
        if (!Routes.IsEmpty && IsFrom(Routes[^1], entry, via)) return;
        Routes = [.. Routes.Where(route => route.CitizenId != entry.By.Id), new ReplyRoute(entry.By.Id, entry.Channel, via)];
    }

    private static bool IsFrom(ReplyRoute route, TimelineEntry entry, string? via) =>
        string.Equals(route.CitizenId, entry.By.Id, StringComparison.Ordinal) && string.Equals(route.Channel, entry.Channel, StringComparison.Ordinal)
        && string.Equals(route.Via, via, StringComparison.Ordinal);

    /// <summary>Who of the two conversations wrote last is answered.</summary>
    private void JoinRoutes(ConversationsMerged merged)
    {
        if (merged.Routes.IsDefaultOrEmpty) return;
        var (earlier, later) = merged.HeardAt > HeardAt ? (Routes, merged.Routes) : (merged.Routes, Routes);
        Routes = [.. earlier.Where(route => !later.Any(other => other.CitizenId == route.CitizenId)), .. later];
        if (merged.HeardAt > HeardAt) HeardAt = merged.HeardAt.Value;
    }

    /// <summary>Those who leave take their routes with them; the conversation's own citizen stays.</summary>
    private void PartRoutes(MergedSource source) =>
        Routes = Routes.RemoveAll(route => source.Citizens.Contains(route.CitizenId, StringComparer.Ordinal) && route.CitizenId != CitizenId && route.CitizenId != OpenedBy);
}
