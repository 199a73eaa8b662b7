using ContactHub.Storage;

namespace ContactHub.Conversations;

/// <summary>A summary as the log's head row keeps it: routing columns beside the whole as JSON.</summary>
public static class SummaryCodec
{
    public static SummaryRow Write(ConversationSummary summary) => new(
        summary.Id, summary.Owner == Owner.None ? "resolved" : "open", OwnerName(summary.Owner), summary.DepartmentId, summary.AgentId,
        summary.CitizenId, summary.LastAt, EventCodec.EncodeSummary(summary));

    /// <exception cref="InvalidDataException">The stored body is not a summary.</exception>
    public static ConversationSummary Read(StoredSummary stored) =>
        EventCodec.DecodeSummary(stored.Row.Body.Span) ?? throw new InvalidDataException($"The summary of conversation {stored.Row.ConversationId} is empty.");

    public static string OwnerName(Owner owner) => owner switch
    {
        Owner.Bot => "bot",
        Owner.Queue => "queue",
        Owner.Agent => "agent",
        _ => "none",
    };
}
