using System.Collections.Immutable;

namespace ContactHub.Conversations;

/// <summary>Where a conversation was merged to, and who had it before: what a split brings back.</summary>
/// <param name="By">Who merged it.</param>
public sealed record Merged(
    string MergeId, string SourceId, string TargetId, long TargetNumber, Actor By, Owner Owner, string? AgentId, string? AgentName,
    ImmutableArray<string> Citizens, ImmutableArray<string> Linked, DateTimeOffset? WaitingSince, PendingCalls Calls);

/// <summary>A conversation that is merged into this one, and from which sequence on its citizens may see it.</summary>
public sealed record MergedSource(string MergeId, string SourceId, long SourceNumber, long FromSeq, ImmutableArray<string> Citizens);
