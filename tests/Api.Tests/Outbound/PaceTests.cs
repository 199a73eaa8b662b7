namespace ContactHub.Outbound;

public sealed class PaceTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly DeliveryLimits Limits = new() { FirstPause = TimeSpan.FromSeconds(10), LongestPause = TimeSpan.FromMinutes(5), MostAttempts = 6, MostAge = TimeSpan.FromHours(1) };

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(3, 40)]
    [InlineData(6, 300)]
    [InlineData(2_000_000_000, 300)]
    public void The_pause_doubles_up_to_the_longest_and_chance_takes_up_to_half(int attempts, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Pace.Pause(attempts, Limits, 1));
        Assert.Equal(TimeSpan.FromSeconds(seconds / 2.0), Pace.Pause(attempts, Limits, 0));
    }

    [Fact]
    public void What_arrived_is_delivered()
    {
        var step = After(new DeliveryOutcome.Delivered("204", "ok"), 3);
        Assert.Equal(new DeliveryStep(DeliveryState.Delivered, null, "204", "ok", TimeSpan.FromSeconds(1)), step);
    }

    [Fact]
    public void What_can_never_arrive_is_given_up_at_once() =>
        Assert.Equal(new DeliveryStep(DeliveryState.GivingUp, Now, "550", "unknown", TimeSpan.FromSeconds(1)), After(new DeliveryOutcome.Failed("unknown", "550"), 1));

    [Fact]
    public void The_other_side_may_ask_for_a_longer_pause_but_not_for_a_shorter_one()
    {
        Assert.Equal(Now.AddMinutes(10), After(new DeliveryOutcome.Retry("slow down", TimeSpan.FromMinutes(10)), 1).DueAt);
        Assert.Equal(Now.AddSeconds(10), After(new DeliveryOutcome.Retry("slow down", TimeSpan.FromSeconds(1)), 1).DueAt);
    }

    [Fact]
    public void It_is_tried_so_many_times()
    {
        Assert.Equal(DeliveryState.Waiting, After(new DeliveryOutcome.Retry("no"), 5).State);
        Assert.Equal(DeliveryState.GivingUp, After(new DeliveryOutcome.Retry("no"), 6).State);
    }

    [Fact]
    public void It_is_tried_for_so_long_from_the_first_attempt_on()
    {
        Assert.Equal(DeliveryState.Waiting, After(new DeliveryOutcome.Retry("no"), 1, Now.AddMinutes(-59)).State);
        Assert.Equal(DeliveryState.GivingUp, After(new DeliveryOutcome.Retry("no"), 4, Now.AddMinutes(-59)).State);
        Assert.Equal(DeliveryState.GivingUp, After(new DeliveryOutcome.Retry("no", TimeSpan.FromHours(2)), 1).State);
    }

    private static DeliveryStep After(DeliveryOutcome outcome, int attempts, DateTimeOffset? first = null) => Pace.After(
        new Delivery("d", "sms", "t", "k", 1, "c", 1, "messagePosted", default, Now.AddDays(-3), DeliveryState.Waiting, attempts, first ?? Now, null, null),
        outcome, Limits, Now, 1, TimeSpan.FromSeconds(1));
}
