using System.Collections.Immutable;

namespace ContactHub.Webhooks;

/// <summary>An address of the municipality's own systems that is told of events.</summary>
/// <param name="Url">Where it is sent to.</param>
/// <param name="Kinds">The kinds of events that it wants; empty for all.</param>
/// <param name="Enabled">One that is off is told of nothing.</param>
/// <param name="Secret">What deliveries are signed with, protected; see <c>WebhookSecrets</c>.</param>
/// <param name="PreviousSecret">The one before, which they are signed with too until <paramref name="PreviousUntil"/>.</param>
/// <param name="FailingSince">Since when nothing has been delivered, of one whose last attempt failed.</param>
/// <param name="OffReason">Why the hub itself switched it off: one of <see cref="WebhookOff"/>; null when it didn't.</param>
/// <param name="OffAt">When the hub switched it off.</param>
public sealed record Webhook(
    string Id, string Url, string Description, ImmutableArray<string> Kinds, bool Enabled, string Secret, string? PreviousSecret, DateTimeOffset? PreviousUntil,
    DateTimeOffset CreatedAt, DateTimeOffset? FailingSince = null, string? OffReason = null, DateTimeOffset? OffAt = null)
{
    /// <summary>Whether it is to be told of an event.</summary>
    public bool Wants(string kind) => Enabled && (Kinds.IsEmpty || Kinds.Contains(kind));
}

/// <summary>Why the hub switches a webhook off.</summary>
public static class WebhookOff
{
    /// <summary>It answered 410: nobody wants it any more.</summary>
    public const string Gone = "gone";

    /// <summary>Nothing could be delivered for days.</summary>
    public const string Failing = "failing";
}
