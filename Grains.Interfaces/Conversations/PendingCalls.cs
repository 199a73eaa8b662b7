using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>A call that has not ended.</summary>
/// <param name="Number">The citizen's; null when it is withheld.</param>
/// <param name="CitizenId">Whose call it is; null for one that an agent makes to a number of which several citizens' conversations know nothing.</param>
/// <param name="SourceId">The merged conversation that it belongs to, and goes back to at a split; null for the conversation's own.</param>
[GenerateSerializer, Immutable, Alias("ongoing-call")]
public sealed record OngoingCall(
    [property: Id(0)] string CallId, [property: Id(1)] string? Number, [property: Id(2)] string? CitizenId, [property: Id(3)] string? SourceId = null);

/// <summary>A citizen who called in vain, and is owed a call.</summary>
/// <param name="CitizenId">Who called.</param>
/// <param name="SourceId">As for <see cref="OngoingCall"/>.</param>
[GenerateSerializer, Immutable, Alias("owed-call")]
public sealed record OwedCall([property: Id(0)] CallBack CallBack, [property: Id(1)] string CitizenId, [property: Id(2)] string? SourceId = null);

/// <summary>What a conversation still has to do with calls: it moves with the conversation in a merge, and back in a split.</summary>
/// <param name="Ongoing">In the order in which they rang.</param>
/// <param name="Owed">One for the conversation and one for each that is merged into it, at most.</param>
[GenerateSerializer, Immutable, Alias("pending-calls")]
public sealed record PendingCalls([property: Id(0)] ImmutableArray<OngoingCall> Ongoing, [property: Id(1)] ImmutableArray<OwedCall> Owed)
{
    /// <summary>No calls.</summary>
    public static PendingCalls None { get; } = new([], []);
}
