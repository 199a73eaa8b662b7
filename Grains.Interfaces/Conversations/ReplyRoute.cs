namespace ContactHub.Conversations;

/// <summary>Where a citizen of a conversation last wrote, which is where answers go.</summary>
/// <param name="CitizenId">Who wrote.</param>
/// <param name="Channel">The channel of that message.</param>
/// <param name="Via">What that channel knows the place by; see <see cref="MessagePosted"/>.</param>
[GenerateSerializer, Immutable, Alias("reply-route")]
public sealed record ReplyRoute([property: Id(0)] string CitizenId, [property: Id(1)] string Channel, [property: Id(2)] string? Via = null);
