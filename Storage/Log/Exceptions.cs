namespace ContactHub.Storage;

/// <summary>Another writer appended first: reload the conversation and decide again. Nothing was stored.</summary>
public sealed class ConflictException(string conversationId, long expectedSeq, long actualSeq)
    : Exception($"Conversation is at event {actualSeq}, not at {expectedSeq}.")
{
    public string ConversationId { get; } = conversationId;
    public long ExpectedSeq { get; } = expectedSeq;

    /// <summary>Sequence number of the conversation's last event; 0 when it has none.</summary>
    public long ActualSeq { get; } = actualSeq;
}

/// <summary>The database cannot be used now: disk full, locked, unreachable. Later calls work again when the fault has ended.</summary>
public sealed class StorageUnavailableException : Exception
{
    public StorageUnavailableException(string message, Exception? inner = null, bool outcomeUnknown = false)
        : base(message, inner) => OutcomeUnknown = outcomeUnknown;

    /// <summary>
    /// False: nothing was stored. True: the connection broke during the commit and did not come back in time to ask,
    /// so the append may or may not be there; the conversation must be read again before anything is decided.
    /// </summary>
    public bool OutcomeUnknown { get; }
}

/// <summary>The database cannot be used by this program: wrong version, changed migration, held by another process, not a database.</summary>
public sealed class StorageStartException(string message, Exception? inner = null) : Exception(message, inner);
