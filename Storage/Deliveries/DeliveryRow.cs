namespace ContactHub.Outbound;

/// <summary>A row of the table, as Dapper reads it.</summary>
internal sealed class DeliveryRow
{
    public const string Columns =
        """
        id, channel, target, order_key AS OrderKey, position, conversation, seq, kind, payload, created_at AS CreatedAt, state, attempts, due_at AS DueAt, claimed_by AS ClaimedBy,
        first_at AS FirstAt, last_at AS LastAt, millis, code, detail, finished_at AS FinishedAt
        """;

    public required string Id { get; init; }
    public required string Channel { get; init; }
    public required string Target { get; init; }
    public required string OrderKey { get; init; }
    public required long Position { get; init; }
    public required string Conversation { get; init; }
    public required long Seq { get; init; }
    public required string Kind { get; init; }
    public required byte[] Payload { get; init; }
    public required long CreatedAt { get; init; }
    public required int State { get; init; }
    public required long Attempts { get; init; }
    public required long DueAt { get; init; }
    public string? ClaimedBy { get; init; }
    public long? FirstAt { get; init; }
    public long? LastAt { get; init; }
    public long? Millis { get; init; }
    public string? Code { get; init; }
    public string? Detail { get; init; }
    public long? FinishedAt { get; init; }

    public Delivery Delivery() => new(
        Id, Channel, Target, OrderKey, Position, Conversation, Seq, Kind, Payload, Time(CreatedAt), (DeliveryState)State, (int)Attempts,
        FirstAt is { } first ? Time(first) : null, Code, Detail);

    public LoggedDelivery Logged() => new(
        Delivery(), State < 2 && ClaimedBy is null ? Time(DueAt) : null, LastAt is { } last ? Time(last) : null, Millis, FinishedAt is { } finished ? Time(finished) : null);

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);
}
