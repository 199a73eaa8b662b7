using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>One place in a timeline. Sequences are contiguous from 1.</summary>
[GenerateSerializer, Immutable, Alias("timeline-entry")]
public sealed record TimelineEntry(
    [property: Id(0)] long Seq,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] Actor By,
    [property: Id(3)] string Channel,
    [property: Id(4)] ConversationEvent Event);

/// <summary>A run of entries in ascending order.</summary>
/// <param name="LastSeq">The conversation's last sequence when the page was made.</param>
/// <param name="Gap">True when the caller's position was too old to catch up from: the entries are the newest ones, and replace what the caller has.</param>
/// <param name="Summary">Where the conversation stands; null when it was never opened.</param>
/// <param name="CitizenOnline">Whether the citizen's page is connected.</param>
/// <param name="Number">What people call the conversation by; 0 when it was never opened.</param>
/// <param name="Guests">Citizens of conversations that are merged into this one now; default when there are none.</param>
[GenerateSerializer, Immutable, Alias("timeline-page")]
public sealed record TimelinePage(
    [property: Id(0)] ImmutableArray<TimelineEntry> Entries,
    [property: Id(1)] long LastSeq,
    [property: Id(2)] bool Gap,
    [property: Id(3)] ConversationSummary? Summary,
    [property: Id(4)] bool CitizenOnline = false,
    [property: Id(5)] long Number = 0,
    [property: Id(6)] ImmutableArray<Guest> Guests = default);

/// <summary>Who has the turn.</summary>
[GenerateSerializer, Alias("owner")]
public enum Owner
{
    /// <summary>Nobody: resolved.</summary>
    None = 0,
    Bot = 1,
    Queue = 2,
    Agent = 3,
}

/// <summary>What lists show of a conversation; written in the same transaction as its events. The conversation's number and position are the log's.</summary>
/// <param name="WaitingSince">When the oldest citizen message that no person has answered came; null when nobody waits.</param>
/// <param name="Unread">The citizen's messages, mails and missed calls that no member of staff has read.</param>
/// <param name="MergedInto">The conversation that goes on for this one; its owner is then <see cref="Owner.None"/>.</param>
/// <param name="ReplyChannel">Where an answer goes now; null when that is <paramref name="Channel"/>, on which the conversation was opened.</param>
/// <param name="ReplyVia">The place there; see <see cref="MessagePosted"/>.</param>
/// <param name="CallBack">What there is to be called back for; null once the citizen was reached, or when nobody called in vain.</param>
/// <param name="ReplyUntil">Until when an answer can go there; null when it can at any time.</param>
/// <param name="Cimer">The CİMER application that it is about; null when it is about none.</param>
[GenerateSerializer, Immutable, Alias("conversation-summary")]
public sealed record ConversationSummary(
    [property: Id(0)] string Id,
    [property: Id(1)] Owner Owner,
    [property: Id(2)] string? DepartmentId,
    [property: Id(3)] string? AgentId,
    [property: Id(4)] string? AgentName,
    [property: Id(5)] string CitizenId,
    [property: Id(6)] string? CitizenName,
    [property: Id(7)] bool Verified,
    [property: Id(8)] string Channel,
    [property: Id(9)] string Language,
    [property: Id(10)] string? Preview,
    [property: Id(11)] ActorKind PreviewBy,
    [property: Id(12)] DateTimeOffset OpenedAt,
    [property: Id(13)] DateTimeOffset LastAt,
    [property: Id(14)] DateTimeOffset? WaitingSince,
    [property: Id(15)] DateTimeOffset? QueuedAt,
    [property: Id(16)] int Unread,
    [property: Id(17)] int Priority,
    [property: Id(18)] ImmutableArray<string> Labels,
    [property: Id(19)] int? Rating,
    [property: Id(20)] long LastSeq,
    [property: Id(21)] string? PreferredAgentId = null,
    [property: Id(22)] string? MergedInto = null,
    [property: Id(23)] string? ReplyChannel = null,
    [property: Id(24)] string? ReplyVia = null,
    [property: Id(25)] CallBack? CallBack = null,
    [property: Id(26)] CimerFile? Cimer = null,
    [property: Id(27)] DateTimeOffset? ReplyUntil = null);
