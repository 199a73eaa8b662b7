using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ContactHub.Conversations;

namespace ContactHub.Desk;

/// <summary>A row of the desk's lists: the summary with its number and position (docs/protocol.md section 2).</summary>
public sealed record InboxRow(
    string Id, long Number, Owner Owner, string? DepartmentId, string? AgentId, string? AgentName, string CitizenId, string? CitizenName, bool Verified,
    string Channel, string Language, string? Preview, ActorKind PreviewBy, DateTimeOffset OpenedAt, DateTimeOffset LastAt, DateTimeOffset? WaitingSince,
    DateTimeOffset? QueuedAt, int Unread, int Priority, ImmutableArray<string> Labels, int? Rating, long LastSeq, long Position, string? MergedInto = null,
    CallBack? CallBack = null, string? ReplyChannel = null, CimerFile? Cimer = null, DateTimeOffset? ReplyUntil = null)
{
    public InboxRow(ConversationSummary s, long number, long position)
        : this(s.Id, number, s.Owner, s.DepartmentId, s.AgentId, s.AgentName, s.CitizenId, s.CitizenName, s.Verified, s.Channel, s.Language, s.Preview,
            s.PreviewBy, s.OpenedAt, s.LastAt, s.WaitingSince, s.QueuedAt, s.Unread, s.Priority, s.Labels, s.Rating, s.LastSeq, position, s.MergedInto,
            s.CallBack, s.ReplyChannel, s.Cimer, s.ReplyUntil)
    {
    }
}

/// <summary>A conversation that the viewer may no longer see.</summary>
public sealed record GoneRow(string Id, long Position)
{
    /// <summary>Always true.</summary>
    public bool Gone => true;
}

/// <summary>The whole list, or what changed in it. Rows are <see cref="InboxRow"/> or <see cref="GoneRow"/>.</summary>
public sealed record InboxPage([property: JsonPropertyOrder(-1)] bool Reset, long Cursor, IReadOnlyList<object> Conversations);

/// <summary>What changed, pushed.</summary>
public sealed record InboxChanges(long Cursor, IReadOnlyList<object> Conversations);
