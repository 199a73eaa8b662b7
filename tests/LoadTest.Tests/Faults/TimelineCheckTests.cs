namespace ContactHub.LoadTest.Faults;

public sealed class TimelineCheckTests
{
    [Fact]
    public void A_timeline_that_matches_its_receipts_is_clean() =>
        Assert.Equal(TimelineCheck.None, TimelineCheck.Of([3, 4, 5], [Other(1), Other(2), Message(3, 0), Message(4, 1), Message(5, 2)]));

    [Fact]
    public void A_message_without_receipt_may_be_there() =>
        Assert.Equal(TimelineCheck.None, TimelineCheck.Of([1], [Message(1, 0), Message(2, 1)]));

    [Fact]
    public void A_receipt_without_its_message_is_a_loss() =>
        Assert.Equal(TimelineCheck.None with { Lost = 1 }, TimelineCheck.Of([1, 2], [Message(1, 0)]));

    [Fact]
    public void A_message_that_stands_twice_is_a_duplicate() =>
        Assert.Equal(TimelineCheck.None with { Duplicated = 1 }, TimelineCheck.Of([1, 2], [Message(1, 0), Message(2, 1), Message(3, 1)]));

    [Fact]
    public void Swapped_messages_are_out_of_order_and_misplaced() =>
        Assert.Equal(TimelineCheck.None with { OutOfOrder = 1, Misplaced = 2 }, TimelineCheck.Of([1, 2], [Message(1, 1), Message(2, 0)]));

    [Fact]
    public void A_missing_sequence_is_a_hole() =>
        Assert.Equal(TimelineCheck.None with { Holes = 1 }, TimelineCheck.Of([1, 3], [Message(1, 0), Message(3, 1)]));

    [Fact]
    public void A_timeline_that_starts_late_has_a_hole() =>
        Assert.Equal(TimelineCheck.None with { Holes = 1 }, TimelineCheck.Of([2], [Message(2, 0)]));

    private static TimelineEntry Message(long seq, int number) => new(seq, number);

    private static TimelineEntry Other(long seq) => new(seq, null);
}
