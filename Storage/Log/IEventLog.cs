namespace ContactHub.Storage;

/// <summary>
/// The log of everything that happened in conversations; the truth from which all else is derived. See docs/adr/0002-event-log.md.
/// Every method throws <see cref="StorageUnavailableException"/> when the database cannot be used for the time being.
/// </summary>
public interface IEventLog : IAsyncDisposable
{
    /// <summary>
    /// Raised soon after commits, with the last committed position; several commits may be told at once.
    /// Handlers run one at a time on the thread pool and never delay the writer.
    /// </summary>
    event Action<long>? Committed;

    /// <summary>
    /// Appends to one conversation. On return the events survive a crash. Cancelling works only until the append has been queued:
    /// after that its true outcome is reported.
    /// </summary>
    /// <exception cref="ConflictException">The conversation's last event is not <see cref="AppendRequest.ExpectedSeq"/>.</exception>
    /// <exception cref="ArgumentException">The request is malformed.</exception>
    ValueTask<AppendReceipt> Append(AppendRequest request, CancellationToken ct = default);

    /// <summary>The first <paramref name="limit"/> events after <paramref name="afterSeq"/>, ascending; none for an unknown conversation.</summary>
    Task<IReadOnlyList<StoredEvent>> Read(string conversationId, long afterSeq, int limit, CancellationToken ct = default);

    /// <summary>The last <paramref name="limit"/> events before <paramref name="beforeSeq"/>, ascending.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadBefore(string conversationId, long beforeSeq, int limit, CancellationToken ct = default);

    /// <summary>Events of all conversations in commit order. An event never appears before a position that was already returned.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadAll(long afterPosition, int limit, CancellationToken ct = default);

    Task<StoredSummary?> Summary(string conversationId, CancellationToken ct = default);

    /// <summary>Summaries by filter, the latest changed first, in pages.</summary>
    Task<IReadOnlyList<StoredSummary>> Summaries(SummaryQuery query, CancellationToken ct = default);

    /// <summary>
    /// Summaries that changed after a position, in order of their last position: the last one's is the next cursor.
    /// The cost grows with the number of events after the cursor; one that is very old should start again from <see cref="Summaries"/>.
    /// </summary>
    Task<IReadOnlyList<StoredSummary>> ChangedSummaries(long afterPosition, int limit, CancellationToken ct = default);

    /// <summary>Position of the last event; 0 in an empty log.</summary>
    Task<long> LastPosition(CancellationToken ct = default);

    /// <summary>How many conversations are open, by owner (<see cref="SummaryOwner"/>); owners of none are left out.</summary>
    Task<IReadOnlyDictionary<string, long>> OpenByOwner(CancellationToken ct = default);

    /// <summary>Writes a transaction that stores nothing, behind the appends that wait: returns when one can be committed now.</summary>
    Task CheckWritable(CancellationToken ct = default);

    Task<StoredSnapshot?> Snapshot(string conversationId, CancellationToken ct = default);

    /// <summary>Keeps a snapshot unless a later one is kept already.</summary>
    /// <exception cref="ArgumentException">The conversation does not have that many events.</exception>
    Task SaveSnapshot(StoredSnapshot snapshot, CancellationToken ct = default);

    /// <summary>Reads the whole log and checks that it is contiguous and agrees with the summaries; returns each problem found as a sentence.</summary>
    Task<IReadOnlyList<string>> Verify(CancellationToken ct = default);
}
