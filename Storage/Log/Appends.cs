namespace ContactHub.Storage;

/// <summary>Events to add to one conversation, all or none, with the summary that holds after them.</summary>
/// <param name="ExpectedSeq">Sequence number of the last event that the writer knows; 0 opens a conversation.</param>
/// <param name="Events">At least one event.</param>
/// <param name="Summary">Replaces the conversation's summary in the same transaction.</param>
/// <param name="RoutingChanged">
/// False promises that status, owner, department, agent and citizen are as they were: those columns, and their indexes, are then not written.
/// </param>
public sealed record AppendRequest(
    string ConversationId,
    long ExpectedSeq,
    IReadOnlyList<NewEvent> Events,
    SummaryRow Summary,
    bool RoutingChanged = true)
{
    /// <summary>Longest conversation id, in characters.</summary>
    public const int MaxIdLength = 200;

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ConversationId);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ConversationId.Length, MaxIdLength, nameof(ConversationId));
        ArgumentOutOfRangeException.ThrowIfNegative(ExpectedSeq);
        ArgumentNullException.ThrowIfNull(Summary);
        ArgumentNullException.ThrowIfNull(Events);
        if (Events.Count == 0) throw new ArgumentException("An append needs at least one event.", nameof(Events));
        if (!string.Equals(Summary.ConversationId, ConversationId, StringComparison.Ordinal))
            throw new ArgumentException("The summary belongs to another conversation.", nameof(Summary));
        if (Summary.Owner is null || Summary.Status is null)
            throw new ArgumentException("The summary needs an owner and a status.", nameof(Summary));
        foreach (var e in Events)
        {
            if (e is null || string.IsNullOrEmpty(e.Kind) || e.Channel is null || e.Actor is null)
                throw new ArgumentException("An event needs a kind, a channel and an actor.", nameof(Events));
            if (!StoredText.CanBeKept(e.Kind) || !StoredText.CanBeKept(e.Channel) || !StoredText.CanBeKept(e.Actor)) throw CannotBeKept();
        }

        if (!StoredText.CanBeKept(ConversationId) || !StoredText.CanBeKept(Summary.Status) || !StoredText.CanBeKept(Summary.Owner) ||
            !StoredText.CanBeKept(Summary.DepartmentId) || !StoredText.CanBeKept(Summary.AgentId) || !StoredText.CanBeKept(Summary.CitizenId))
        {
            throw CannotBeKept();
        }
    }

    private static ArgumentException CannotBeKept() => new("A text of the append has a NUL character or half of a surrogate pair.");
}

/// <summary>Says that an append is durable.</summary>
/// <param name="LastSeq">Sequence number of the append's last event.</param>
/// <param name="LastPosition">Position of the append's last event.</param>
/// <param name="Number">The conversation's number for people.</param>
public readonly record struct AppendReceipt(long LastSeq, long LastPosition, long Number);
