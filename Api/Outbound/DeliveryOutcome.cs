namespace ContactHub.Outbound;

/// <summary>What came of an attempt to send.</summary>
/// <param name="Code">For the delivery log, such as an HTTP status.</param>
/// <param name="Detail">For the delivery log: why, or what was answered.</param>
public abstract record DeliveryOutcome(string? Code, string? Detail)
{
    /// <summary>It is there.</summary>
    /// <param name="MessageId">What the other side calls it by from now on; null when it didn't say.</param>
    public sealed record Delivered(string? Code = null, string? Detail = null, string? MessageId = null) : DeliveryOutcome(Code, Detail);

    /// <summary>It isn't there yet; trying again may help.</summary>
    /// <param name="Reason">Why, for the delivery log.</param>
    /// <param name="After">Not sooner than after this time, when the other side says so.</param>
    public sealed record Retry(string Reason, TimeSpan? After = null, string? Code = null) : DeliveryOutcome(Code, Reason);

    /// <summary>It will never get there: the delivery is given up at once.</summary>
    /// <param name="Reason">Why, for the delivery log.</param>
    public sealed record Failed(string Reason, string? Code = null) : DeliveryOutcome(Code, Reason);
}
