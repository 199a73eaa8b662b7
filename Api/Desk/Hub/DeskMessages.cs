using System.Collections.Immutable;
using ContactHub.Agents;
using ContactHub.Conversations;
using ContactHub.Realtime;
using ContactHub.Routing;

namespace ContactHub.Desk;

/// <summary>What one desk connection shows and how much it has asked for.</summary>
public sealed class DeskConnection(string staffId, TypingPace typing)
{
    /// <summary>Conversations that one screen shows live at the same time: far above what a person does, far below what would hurt the others.</summary>
    public const int ShownAtOnce = 100;

    public string StaffId { get; } = staffId;
    public HashSet<string> Shown { get; } = new(StringComparer.Ordinal);
    public CallWindow Commands { get; } = new();
    public TypingPace Typing { get; } = typing;
}

/// <param name="Attachments">Ids of own uploads.</param>
public sealed record DeskText(string ClientId, string? Text, string[]? Attachments = null);

public sealed record DeskTake(string ClientId, bool Force = false);

public sealed record DeskCommand(string ClientId);

public sealed record DeskReason(string ClientId, string? Reason = null);

public sealed record DeskTransfer(string ClientId, string? DepartmentId, string? AgentId, string? Note);

public sealed record DeskLabels(string ClientId, string[]? Add, string[]? Remove);

public sealed record DeskPriority(string ClientId, int Priority);

public sealed record DeskClaim(string ClientId, string? Kind, string? Value, string? Name);

/// <param name="CallId">The call that it is about; null when it is about none.</param>
public sealed record DeskNote(string ClientId, string? Text, string? CallId = null);

/// <summary>What became of an accepted offer.</summary>
public sealed record OfferOutcome(OfferAnswer Outcome);

/// <summary>The agent's own state and calls, and the queues in sight.</summary>
public sealed record DeskState(AgentState Agent, QueueStatus[] Queues, ImmutableArray<AgentCall> Calls);

/// <summary>A conversation at opening it on the desk.</summary>
public sealed record DeskSnapshot(WireEntry[] Entries, long LastSeq, bool Gap, InboxRow? Summary, bool CitizenOnline)
{
    public static DeskSnapshot From(TimelinePage page) => new(
        WireEntry.ForStaff(page.Entries), page.LastSeq, page.Gap, page.Summary is { } s ? new InboxRow(s, page.Number, 0) : null, page.CitizenOnline);
}
