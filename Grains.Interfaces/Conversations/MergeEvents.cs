using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContactHub.Conversations;

/// <summary>Which of the two a conversation is, in whose timeline the event stands.</summary>
[GenerateSerializer, Alias("merge-role")]
public enum MergeRole
{
    /// <summary>Was merged into the other; what comes for it goes there.</summary>
    Source = 0,
    /// <summary>Goes on for both.</summary>
    Target = 1,
}

/// <summary>
/// Two conversations are one from here on. Stands in both timelines; neither's events are copied or changed. Staff only.
/// </summary>
/// <param name="MergeId">One for the two events.</param>
/// <param name="Citizens">The source's citizens: what they write into the target they alone and staff see.</param>
/// <param name="Linked">Every conversation whose commands count as the target's: one that is repeated there is recognised here.</param>
/// <param name="WaitingSince">Since when the source's citizen waited; null when nobody did.</param>
/// <param name="Routes">In the target's timeline: where the source's citizens wrote, the latest last; default when none did.</param>
/// <param name="HeardAt">When the latest of them did.</param>
/// <param name="Calls">In the target's timeline: what the source still had to do with calls; null when nothing.</param>
[GenerateSerializer, Immutable, Alias("event.conversations-merged")]
public sealed record ConversationsMerged(
    [property: Id(0)] string MergeId,
    [property: Id(1)] MergeRole Role,
    [property: Id(2)] string SourceId,
    [property: Id(3)] long SourceNumber,
    [property: Id(4)] string TargetId,
    [property: Id(5)] long TargetNumber,
    [property: Id(6)] ImmutableArray<string> Citizens,
    [property: Id(7)] ImmutableArray<string> Linked,
    [property: Id(8)] DateTimeOffset? WaitingSince = null,
    [property: Id(9), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<ReplyRoute> Routes = default,
    [property: Id(10)] DateTimeOffset? HeardAt = null,
    [property: Id(11)] PendingCalls? Calls = null) : ConversationEvent;

/// <summary>A merge was undone: the source goes on by itself. What was said meanwhile stays where it was said. Staff only.</summary>
/// <param name="Calls">What goes back to the source of calls, those of its citizens since the merge among it.</param>
[GenerateSerializer, Immutable, Alias("event.conversation-split")]
public sealed record ConversationSplit(
    [property: Id(0)] string MergeId,
    [property: Id(1)] MergeRole Role,
    [property: Id(2)] string SourceId,
    [property: Id(3)] long SourceNumber,
    [property: Id(4)] string TargetId,
    [property: Id(5)] long TargetNumber,
    [property: Id(6)] PendingCalls? Calls = null) : ConversationEvent;

/// <summary>Where the input of a merged conversation goes.</summary>
/// <param name="FromSeq">The target's sequence from which on the source's citizens may see it.</param>
/// <param name="MergeId">The last merge on the way there.</param>
[GenerateSerializer, Immutable, Alias("merge-route")]
public sealed record MergeRoute([property: Id(0)] string TargetId, [property: Id(1)] long FromSeq, [property: Id(2)] string MergeId);

/// <summary>A citizen of a conversation that is merged into this one: sees it from a sequence on, without other citizens' words.</summary>
[GenerateSerializer, Immutable, Alias("guest")]
public sealed record Guest([property: Id(0)] string CitizenId, [property: Id(1)] long FromSeq);
