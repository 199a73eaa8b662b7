using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>
/// Something happened on a channel outside the hub: <see cref="EmailReceived"/>, <see cref="EmailFailed"/>, <see cref="DeliveryReported"/>, <see cref="CimerReceived"/> or an event of a call. The first one of a
/// conversation carries the <paramref name="Opening"/>. Only the hub's own channels say this; who it is about is <see cref="ConversationCommand.By"/>.
/// Send it through <c>IIntakeGrain</c>, which finds the conversation.
/// </summary>
[GenerateSerializer, Immutable, Alias("command.record-contact")]
public sealed record RecordContact(
    Actor By,
    string CommandId,
    [property: Id(0)] string Channel,
    [property: Id(1)] ConversationEvent Event,
    [property: Id(2)] Opening? Opening = null) : ConversationCommand(By, CommandId);

/// <summary>The application was answered in CİMER's portal; who owns the conversation says so.</summary>
[GenerateSerializer, Immutable, Alias("command.answer-cimer")]
public sealed record AnswerCimer(Actor By, string CommandId, [property: Id(0)] string Text, [property: Id(1)] DateOnly AnsweredOn) : ConversationCommand(By, CommandId);

/// <summary>
/// Write a mail. The owner alone may, as with a message; the hub itself may send automatic mail. An agent's first one of a conversation carries the
/// <paramref name="Opening"/>: the conversation is then that agent's.
/// </summary>
[GenerateSerializer, Immutable, Alias("command.send-email")]
public sealed record SendEmail(Actor By, string CommandId, [property: Id(0)] EmailSent Email, [property: Id(1)] Opening? Opening = null) : ConversationCommand(By, CommandId);

/// <summary>To the source: from here on this conversation is a part of the target.</summary>
/// <param name="SourceId">This conversation.</param>
/// <param name="Force">May merge away what another agent has.</param>
[GenerateSerializer, Immutable, Alias("command.merge-into")]
public sealed record MergeInto(
    Actor By, string CommandId,
    [property: Id(0)] string SourceId,
    [property: Id(1)] string TargetId,
    [property: Id(2)] long TargetNumber,
    [property: Id(3)] bool Force = false) : ConversationCommand(By, CommandId);

/// <summary>To the target, by the source: it is a part of this one now, and brings who waited for whom.</summary>
[GenerateSerializer, Immutable, Alias("command.accept-merge")]
public sealed record AcceptMerge(
    Actor By, string CommandId,
    [property: Id(0)] string MergeId,
    [property: Id(1)] string SourceId,
    [property: Id(2)] long SourceNumber,
    [property: Id(3)] string TargetId,
    [property: Id(4)] ImmutableArray<string> Citizens,
    [property: Id(5)] ImmutableArray<string> Linked,
    [property: Id(6)] DateTimeOffset? WaitingSince,
    [property: Id(7)] Owner Owner,
    [property: Id(8)] string? DepartmentId,
    [property: Id(9)] string? AgentId,
    [property: Id(10)] string? AgentName,
    [property: Id(11)] ImmutableArray<ReplyRoute> Routes = default,
    [property: Id(12)] DateTimeOffset? HeardAt = null,
    [property: Id(13)] PendingCalls? Calls = null) : ConversationCommand(By, CommandId);

/// <summary>To the target: the source goes on by itself. Repeating it is harmless.</summary>
[GenerateSerializer, Immutable, Alias("command.release-merged")]
public sealed record ReleaseMerged(
    Actor By, string CommandId, [property: Id(0)] string SourceId, [property: Id(1)] string TargetId) : ConversationCommand(By, CommandId);

/// <summary>To the source, once the target has let go of it: open again, as it was.</summary>
/// <param name="Calls">What the target gave back of calls; null when that can't be told, and it is what it was at the merge.</param>
[GenerateSerializer, Immutable, Alias("command.split-off")]
public sealed record SplitOff(
    Actor By, string CommandId, [property: Id(0)] string SourceId, [property: Id(1)] PendingCalls? Calls = null) : ConversationCommand(By, CommandId);
