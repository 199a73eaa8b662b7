namespace ContactHub.Outbound;

/// <summary>What an attempt leads to.</summary>
/// <param name="State">The state from now on.</param>
/// <param name="DueAt">When it is its turn again, UTC; only of <see cref="DeliveryState.Waiting"/> and <see cref="DeliveryState.GivingUp"/>.</param>
/// <param name="Code">The outcome's code, such as an HTTP status; at most 40 characters are kept.</param>
/// <param name="Detail">For the delivery log; at most 1,000 characters are kept.</param>
/// <param name="Took">How long the attempt took; null when it was none.</param>
public sealed record DeliveryStep(DeliveryState State, DateTimeOffset? DueAt, string? Code, string? Detail, TimeSpan? Took);
