using System.Diagnostics;

namespace ContactHub.LoadTest.Cluster;

public sealed class RecoveryWatchTests
{
    private const long Killed = 1_000_000;

    [Fact]
    public void All_have_answered_when_the_last_one_has()
    {
        RecoveryWatch watch = new(2, Killed);
        watch.Answered(0, Killed + 10, After(0.5));
        Assert.False(watch.All.IsCompleted);
        Assert.Equal(1, watch.Left);

        watch.Answered(1, Killed + 20, After(1.5));

        Assert.True(watch.All.IsCompleted);
        Assert.Equal(1.5, watch.Longest.TotalSeconds, 3);
    }

    [Fact]
    public void A_receipt_for_what_was_written_before_the_kill_tells_nothing()
    {
        RecoveryWatch watch = new(1, Killed);

        watch.Answered(0, Killed - 1, After(0.2));

        Assert.False(watch.All.IsCompleted);
    }

    [Fact]
    public void Only_a_conversations_first_answer_counts()
    {
        RecoveryWatch watch = new(2, Killed);
        watch.Answered(0, Killed, After(0.1));
        watch.Answered(0, Killed, After(9));

        Assert.Equal(1, watch.Left);
        Assert.Equal(0.1, watch.Longest.TotalSeconds, 3);
    }

    [Fact]
    public void Half_of_the_conversations_tell_the_typical_one()
    {
        RecoveryWatch watch = new(3, Killed);
        watch.Answered(0, Killed, After(0.1));
        watch.Answered(1, Killed, After(5));
        watch.Answered(2, Killed, After(0.2));

        Assert.Equal(0.2, watch.Median.TotalSeconds, 3);
    }

    private static long After(double seconds) => Killed + (long)(seconds * Stopwatch.Frequency);
}
