namespace ContactHub.Outbound;

/// <summary>Pace and patience of a channel.</summary>
public sealed record DeliveryLimits
{
    public static readonly DeliveryLimits Default = new();

    /// <summary>How many deliveries, of as many keys, a process sends at the same time.</summary>
    public int Parallel { get; init; } = 8;

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause after the first attempt; it doubles with each one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A delivery is given up after this many attempts.</summary>
    public int MostAttempts { get; init; } = int.MaxValue;

    /// <summary>A delivery is given up when its next attempt would be later than this after its first one.</summary>
    public TimeSpan MostAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long finished deliveries stay in the delivery log.</summary>
    public TimeSpan Kept { get; init; } = TimeSpan.FromDays(30);
}
