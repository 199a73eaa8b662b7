namespace ContactHub.Outbound;

/// <summary>Decides what an attempt leads to.</summary>
internal static class Pace
{
    /// <summary>How long after a failed <see cref="IOutboundChannel.GivenUp"/> the channel is told again.</summary>
    public static readonly TimeSpan TellAgain = TimeSpan.FromMinutes(1);

    /// <summary>The step after an attempt.</summary>
    /// <param name="jitter">From 0 to 1, evenly distributed.</param>
    /// <param name="took">How long the attempt took.</param>
    public static DeliveryStep After(Delivery delivery, DeliveryOutcome outcome, DeliveryLimits limits, DateTimeOffset now, double jitter, TimeSpan took)
    {
        if (outcome is DeliveryOutcome.Delivered) return Step(DeliveryState.Delivered, null);
        if (outcome is not DeliveryOutcome.Retry retry || delivery.Attempts >= limits.MostAttempts) return Step(DeliveryState.GivingUp, now);
        var due = now + Max(Pause(delivery.Attempts, limits, jitter), retry.After ?? TimeSpan.Zero);
        return due - (delivery.FirstAt ?? now) > limits.MostAge ? Step(DeliveryState.GivingUp, now) : Step(DeliveryState.Waiting, due);

        DeliveryStep Step(DeliveryState state, DateTimeOffset? dueAt) => new(state, dueAt, outcome.Code, outcome.Detail, took);
    }

    /// <summary>
    /// The pause after so many attempts: doubled each time, and between half and all of that by chance, so that what failed together doesn't come back together
    /// ("equal jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
    /// </summary>
    public static TimeSpan Pause(int attempts, DeliveryLimits limits, double jitter)
    {
        var full = Math.Min(limits.LongestPause.TotalSeconds, limits.FirstPause.TotalSeconds * Math.Pow(2, Math.Clamp(attempts - 1, 0, 40)));
        return TimeSpan.FromSeconds(full / 2 * (1 + jitter));
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
