namespace ContactHub.Storage;

/// <summary>What a batch does to one conversation: its head moves once, however many appends it got.</summary>
internal sealed class HeadChange(string id, long number, Head? before)
{
    public string Id { get; } = id;
    public long Number { get; } = number;
    public long OldSeq { get; } = before?.LastSeq ?? 0;
    public bool IsNew { get; } = before is null;
    public long LastSeq { get; set; } = before?.LastSeq ?? 0;
    public long LastPosition { get; set; } = before?.LastPosition ?? 0;
    public bool RoutingChanged { get; set; }
    public SummaryRow Summary { get; set; } = null!;

    public Head After => new(Number, LastSeq, LastPosition);
}

/// <param name="Prev">Position of the conversation's event before this one; 0 for the first.</param>
internal readonly record struct PlannedEvent(long Position, HeadChange Conversation, long Seq, long Prev, NewEvent Event);

/// <summary>
/// Plans one transaction: gives positions, sequence numbers and conversation numbers, and decides which appends conflict.
/// Pure; the databases only carry it out. Answers are given after the commit, conflicts too, because a conflict may be with
/// an append of this same batch.
/// </summary>
internal sealed class AppendBatch(long lastPosition, long lastNumber)
{
    private const int ToldAtOnce = 4;

    private readonly Dictionary<string, HeadChange> _changes = new(StringComparer.Ordinal);
    private readonly List<(PendingAppend Append, AppendReceipt Receipt)> _accepted = [];
    private readonly List<(IPendingWrite Write, Exception Reason)> _refused = [];

    public List<PlannedEvent> Events { get; } = [];
    public IReadOnlyCollection<HeadChange> Changes => _changes.Values;
    public IReadOnlyList<(PendingAppend Append, AppendReceipt Receipt)> Accepted => _accepted;
    public long LastPosition { get; private set; } = lastPosition;
    public long LastNumber { get; private set; } = lastNumber;

    /// <summary>The head as this batch will leave it, when it has touched the conversation.</summary>
    public HeadChange? Find(string conversationId) => _changes.GetValueOrDefault(conversationId);

    /// <param name="append">The append to plan.</param>
    /// <param name="stored">The committed head, null when there is none; not looked at when the batch has touched the conversation.</param>
    public void Add(PendingAppend append, Head? stored)
    {
        var request = append.Request;
        var change = Find(request.ConversationId);
        var lastSeq = change?.LastSeq ?? stored?.LastSeq ?? 0;
        if (lastSeq != request.ExpectedSeq)
        {
            Refuse(append, new ConflictException(request.ConversationId, request.ExpectedSeq, lastSeq));
            return;
        }

        if (change is null)
        {
            change = new HeadChange(request.ConversationId, stored?.Number ?? ++LastNumber, stored);
            _changes.Add(request.ConversationId, change);
        }

        foreach (var e in request.Events)
        {
            Events.Add(new PlannedEvent(++LastPosition, change, ++change.LastSeq, change.LastPosition, e));
            change.LastPosition = LastPosition;
        }

        change.Summary = request.Summary;
        change.RoutingChanged |= request.RoutingChanged;
        _accepted.Add((append, new AppendReceipt(change.LastSeq, change.LastPosition, change.Number)));
    }

    public void Refuse(IPendingWrite write, Exception reason) => _refused.Add((write, reason));

    /// <summary>
    /// Tells every writer what became of its append, once the commit is durable. A large batch is told on the thread pool,
    /// so that the next commit begins meanwhile.
    /// </summary>
    public void Answer()
    {
        if (_accepted.Count <= ToldAtOnce) Tell();
        else ThreadPool.UnsafeQueueUserWorkItem(static batch => batch.Tell(), this, preferLocal: false);
    }

    private void Tell()
    {
        foreach (var (append, receipt) in _accepted) append.Accept(receipt);
        foreach (var (write, reason) in _refused) write.Refuse(reason);
    }
}
