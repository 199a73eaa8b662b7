namespace ContactHub.LoadTest.Measurement;

public sealed class DeliveryTrackerTests
{
    [Fact]
    public void Numbers_in_sequence_are_plain_deliveries()
    {
        DeliveryTracker tracker = After(0, 1, 2, 3);

        Assert.Equal((4, 0, 0, 0), (tracker.Delivered, tracker.Duplicated, tracker.OutOfOrder, tracker.LostOf(4)));
    }

    [Fact]
    public void A_number_that_never_comes_is_lost_and_nothing_else()
    {
        DeliveryTracker tracker = After(0, 2, 3);

        Assert.Equal((3, 0, 0, 1), (tracker.Delivered, tracker.Duplicated, tracker.OutOfOrder, tracker.LostOf(4)));
    }

    [Fact]
    public void The_last_number_can_be_lost_too() => Assert.Equal(2, After(0, 1).LostOf(4));

    [Fact]
    public void A_number_after_a_higher_one_is_out_of_order_and_not_lost()
    {
        DeliveryTracker tracker = After(0, 2, 1, 3);

        Assert.Equal((4, 0, 1, 0), (tracker.Delivered, tracker.Duplicated, tracker.OutOfOrder, tracker.LostOf(4)));
    }

    [Fact]
    public void A_number_that_comes_again_is_a_duplicate_and_not_a_delivery()
    {
        DeliveryTracker tracker = After(0, 1, 1, 0);

        Assert.Equal((2, 2, 0, 0), (tracker.Delivered, tracker.Duplicated, tracker.OutOfOrder, tracker.LostOf(2)));
    }

    [Fact]
    public void A_late_number_that_comes_again_is_a_duplicate()
    {
        DeliveryTracker tracker = After(1, 0, 0);

        Assert.Equal((2, 1, 1, 0), (tracker.Delivered, tracker.Duplicated, tracker.OutOfOrder, tracker.LostOf(2)));
    }

    [Fact]
    public void Only_a_first_arrival_counts()
    {
        DeliveryTracker tracker = new();

        Assert.True(tracker.Arrived(0));
        Assert.False(tracker.Arrived(0));
    }

    private static DeliveryTracker After(params int[] numbers)
    {
        DeliveryTracker tracker = new();
        foreach (int number in numbers)
            tracker.Arrived(number);
        return tracker;
    }
}
