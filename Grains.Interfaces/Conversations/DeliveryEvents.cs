namespace ContactHub.Conversations;

/// <summary>How far a message came that left the hub.</summary>
[GenerateSerializer, Alias("delivery-status")]
public enum DeliveryStatus
{
    /// <summary>The other side's service has it.</summary>
    Sent = 0,
    /// <summary>It is on the citizen's device.</summary>
    Delivered = 1,
    /// <summary>The citizen has seen it.</summary>
    Read = 2,
    /// <summary>It did not arrive, and will not.</summary>
    Failed = 3,
}

/// <summary>
/// What a channel learned of a message that it sent out; mails have <see cref="EmailFailed"/>. Reports may come late, twice and in any order: the highest
/// status counts. Staff only.
/// </summary>
/// <param name="Seq">The message, in the same conversation.</param>
/// <param name="Code">The channel's own code, such as <c>403</c>; null when it gave none.</param>
/// <param name="Detail">Why it failed, in the channel's words; null when it said nothing.</param>
[GenerateSerializer, Immutable, Alias("event.delivery-reported")]
public sealed record DeliveryReported(
    [property: Id(0)] long Seq,
    [property: Id(1)] DeliveryStatus Status,
    [property: Id(2)] string? Code = null,
    [property: Id(3)] string? Detail = null) : ConversationEvent;
