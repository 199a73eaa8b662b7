namespace ContactHub.Storage;

/// <summary>Something that waits for the writer's next transaction.</summary>
internal interface IPendingWrite
{
    void Refuse(Exception reason);
}

internal sealed class PendingAppend(AppendRequest request)
    : TaskCompletionSource<AppendReceipt>(TaskCreationOptions.RunContinuationsAsynchronously), IPendingWrite
{
    private readonly long _arrival = LogMetrics.Arrival();

    public AppendRequest Request { get; } = request;

    public void Accept(AppendReceipt receipt)
    {
        LogMetrics.Appended(_arrival);
        SetResult(receipt);
    }

    public void Refuse(Exception reason) => SetException(reason);
}

internal sealed class PendingSnapshot(StoredSnapshot snapshot)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), IPendingWrite
{
    public StoredSnapshot Snapshot { get; } = StoredText.CanBeKept(snapshot.ConversationId)
        ? snapshot
        : throw new ArgumentException("The conversation's id has a NUL character or half of a surrogate pair.", nameof(snapshot));

    public void Refuse(Exception reason) => SetException(reason);
}

/// <summary>Writes nothing: makes the writer look whether it still can, and whether it still may.</summary>
internal sealed class PendingCheck : IPendingWrite
{
    public static PendingCheck Instance { get; } = new();

    public void Refuse(Exception reason)
    {
        // Nobody waits for it; the writer has logged the reason.
    }
}

/// <summary>Asks whether a transaction can be written now, without storing anything.</summary>
internal sealed class PendingProbe()
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), IPendingWrite
{
    public void Refuse(Exception reason) => SetException(reason);
}
