namespace ContactHub.Storage;

/// <summary>An event to be appended; the log gives it its sequence number and position.</summary>
/// <param name="Kind">Name of the event's type, such as <c>MessagePosted</c>; the log does not interpret it.</param>
/// <param name="Channel">The channel it came through, such as <c>chat</c>.</param>
/// <param name="Actor">Who caused it, such as <c>agent:42</c>.</param>
/// <param name="At">When it happened; kept exactly, as UTC.</param>
/// <param name="Payload">Opaque bytes.</param>
public sealed record NewEvent(string Kind, string Channel, string Actor, DateTimeOffset At, ReadOnlyMemory<byte> Payload);

/// <summary>An event as the log keeps it.</summary>
/// <param name="Position">Place in the order of all events; ascends in commit order, starts at 1.</param>
/// <param name="ConversationId">The conversation it belongs to.</param>
/// <param name="Seq">Place in its conversation; contiguous from 1.</param>
/// <param name="At">When it happened, UTC.</param>
public sealed record StoredEvent(
    long Position,
    string ConversationId,
    long Seq,
    DateTimeOffset At,
    string Kind,
    string Channel,
    string Actor,
    ReadOnlyMemory<byte> Payload);

/// <summary>A conversation's folded state, so that a long one need not be read from its first event.</summary>
/// <param name="Seq">The last event that the state contains.</param>
/// <param name="Version">Version of the state's format: a reader that does not know it ignores the snapshot.</param>
/// <param name="State">Opaque bytes.</param>
public sealed record StoredSnapshot(string ConversationId, long Seq, int Version, ReadOnlyMemory<byte> State);
