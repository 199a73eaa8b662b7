using ContactHub.TestKit;
using Microsoft.Extensions.Logging;

namespace ContactHub.Realtime.Tests;

public sealed class TypingPaceTests : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);
    private readonly FakeClock _clock = new();
    private readonly List<string> _told = [];
    private readonly LoggerFactory _logs = new();
    private readonly TypingPace _pace;

    public TypingPaceTests() => _pace = new TypingPace(_clock, _logs.CreateLogger<TypingPace>());

    public void Dispose()
    {
        _pace.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public void Who_stops_and_goes_on_within_a_second_is_shown_as_typing_once_the_second_is_over()
    {
        Says(true);
        Says(false);
        _clock.Advance(Moment);
        Says(true);
        Assert.Equal(["a begins", "a ends"], _told);

        _clock.Advance(TypingPace.Gap - Moment);

        Assert.Equal(["a begins", "a ends", "a begins"], _told);
    }

    [Fact]
    public void Who_goes_on_after_sending_is_shown_as_typing_although_no_end_came_between()
    {
        // The screen takes a message for the end of typing.
        Says(true);
        _clock.Advance(Moment);
        Says(true);
        Assert.Equal(["a begins"], _told);

        _clock.Advance(TypingPace.Gap);

        Assert.Equal(["a begins", "a begins"], _told);
    }

    [Fact]
    public void Who_has_stopped_by_the_end_of_the_second_is_not_shown_as_typing()
    {
        Says(true);
        Says(false);
        Says(true);
        Says(false);

        _clock.Advance(TypingPace.Gap * 3);

        Assert.Equal(["a begins", "a ends"], _told);
    }

    [Fact]
    public void A_flood_tells_of_one_beginning_and_one_end_a_second()
    {
        for (var i = 0; i < 1_000; i++)
        {
            Says(true);
            Says(false);
        }

        _clock.Advance(TypingPace.Gap);
        Says(true);
        _clock.Advance(TypingPace.Gap);

        Assert.Equal(["a begins", "a ends", "a begins"], _told);
    }

    [Fact]
    public void Typing_in_another_conversation_ends_the_one_before()
    {
        Says(true);
        Says(true, "b");
        Assert.Equal(["a begins", "a ends"], _told);

        // Late, and no news.
        Says(false);
        _clock.Advance(TypingPace.Gap);
        Says(false, "b");

        Assert.Equal(["a begins", "a ends", "b begins", "b ends"], _told);
    }

    [Fact]
    public void An_end_without_a_beginning_is_no_news_and_after_the_connection_nothing_is_told()
    {
        Says(false);
        Says(true);
        Says(true);
        _pace.Dispose();
        Says(false);
        _clock.Advance(TypingPace.Gap * 2);

        Assert.Equal(["a begins"], _told);
    }

    [Fact]
    public void What_cannot_be_told_late_does_no_harm_and_the_next_is_told()
    {
        Says(true);
        _ = _pace.Says("a", true, _ => throw new TimeoutException());
        _clock.Advance(TypingPace.Gap);
        _clock.Advance(TypingPace.Gap);

        Says(true);

        Assert.Equal(["a begins", "a begins"], _told);
    }

    private void Says(bool typing, string conversationId = "a") => Assert.True(_pace.Says(conversationId, typing, now =>
    {
        _told.Add($"{conversationId} {(now ? "begins" : "ends")}");
        return Task.CompletedTask;
    }).IsCompletedSuccessfully);
}
