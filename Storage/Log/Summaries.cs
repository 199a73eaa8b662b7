namespace ContactHub.Storage;

/// <summary>What lists show of a conversation: the columns they filter by, and the rest as an opaque body.</summary>
/// <param name="Status">State of the conversation, such as <c>open</c> or <c>resolved</c>.</param>
/// <param name="Owner">Whose turn it is: one of <see cref="SummaryOwner"/>.</param>
/// <param name="UpdatedAt">When the summary last changed, UTC.</param>
/// <param name="Body">JSON bytes of the summary; the log does not interpret them.</param>
public sealed record SummaryRow(
    string ConversationId,
    string Status,
    string Owner,
    string? DepartmentId,
    string? AgentId,
    string? CitizenId,
    DateTimeOffset UpdatedAt,
    ReadOnlyMemory<byte> Body);

/// <summary>The values of <see cref="SummaryRow.Owner"/>.</summary>
public static class SummaryOwner
{
    public const string Bot = "bot";
    public const string Queue = "queue";
    public const string Agent = "agent";

    /// <summary>Nobody: the conversation is resolved. Lists of owned conversations have an index that leaves these out.</summary>
    public const string None = "none";
}

/// <summary>A summary with its place in the log.</summary>
/// <param name="Number">The conversation's number for people, ascending from 1.</param>
/// <param name="LastSeq">Sequence number of the conversation's last event.</param>
/// <param name="LastPosition">Position of the conversation's last event: the cursor of lists.</param>
public sealed record StoredSummary(long Number, long LastSeq, long LastPosition, SummaryRow Row);

/// <summary>Which summaries are wanted, newest change first. A filter that is null does not filter.</summary>
/// <param name="BeforePosition">Only summaries whose last position is smaller: the last one of the page before.</param>
/// <param name="Limit">Most rows returned, 1 to 1000.</param>
/// <param name="Number">The one conversation with this number.</param>
/// <param name="AfterPosition">
/// Only summaries whose last position is greater, the oldest change first: who goes on from the last one's misses none, however much changes meanwhile.
/// </param>
public sealed record SummaryQuery(
    string? Owner = null,
    string? DepartmentId = null,
    string? AgentId = null,
    string? CitizenId = null,
    string? Status = null,
    long? BeforePosition = null,
    int Limit = 100,
    long? Number = null,
    long? AfterPosition = null);
