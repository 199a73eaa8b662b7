namespace ContactHub.LoadTest.Faults;

public sealed class ScreenTimelineTests
{
    [Fact]
    public void Entries_are_added_in_sequence_and_known_ones_ignored()
    {
        ScreenTimeline screen = new();

        Assert.True(screen.Add([Entry(1), Entry(2)]));
        Assert.True(screen.Add([Entry(2), Entry(3)]));

        Assert.Equal([1, 2, 3], screen.Entries.Select(entry => entry.Seq));
    }

    [Fact]
    public void A_push_beyond_the_next_sequence_is_a_gap_and_changes_nothing()
    {
        ScreenTimeline screen = new();
        screen.Add([Entry(1)]);

        Assert.False(screen.Add([Entry(3)]));

        Assert.Equal(1, screen.LastSeq);
        Assert.True(screen.Add([Entry(2), Entry(3)]));
        Assert.Equal(3, screen.LastSeq);
    }

    private static TimelineEntry Entry(long seq) => new(seq, null);
}
