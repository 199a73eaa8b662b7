using ContactHub.Silo;
using ContactHub.TestKit;

namespace ContactHub.Cluster.Tests;

public sealed class RepeatedCallsTests : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly ClusterChanges _changes;
    private readonly List<TaskCompletionSource<string>> _attempts = [];
    private readonly RepeatedCalls _calls;

    public RepeatedCallsTests()
    {
        _changes = new ClusterChanges(_clock);
        _calls = new RepeatedCalls(_changes, new ClusterSettings { Redis = "redis", CallTimeout = TimeSpan.FromSeconds(5) }, _clock);
    }

    [Fact]
    public async Task A_call_under_way_when_a_silo_is_lost_is_made_again()
    {
        var answer = _calls.Run(Call);
        await Attempts(1);

        _changes.TellLoss();
        await Pause(TimeSpan.FromMilliseconds(50));
        await Attempts(2);
        _attempts[1].SetResult("second");

        Assert.Equal("second", await answer.WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task A_refused_call_is_made_again_after_a_pause()
    {
        var answer = _calls.Run(Call);
        _attempts[0].SetException(new TimeoutException("the silo is gone"));
        await Pause(TimeSpan.FromMilliseconds(50));
        await Attempts(2);
        _attempts[1].SetException(new TimeoutException("and not yet replaced"));
        await Pause(TimeSpan.FromMilliseconds(100));
        await Attempts(3);
        _attempts[2].SetResult("third");

        Assert.Equal("third", await answer.WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task Shortly_after_a_loss_a_call_without_an_answer_is_made_again()
    {
        _changes.TellLoss();
        var answer = _calls.Run(Call);
        await Pause(TimeSpan.FromMilliseconds(500));
        await Pause(TimeSpan.FromMilliseconds(50));
        await Attempts(2);
        _attempts[1].SetResult("second");

        Assert.Equal("second", await answer.WaitAsync(Eventually.Patience));
    }

    [Fact]
    public async Task A_slow_call_is_left_alone_when_nothing_was_lost()
    {
        var answer = _calls.Run(Call);

        _clock.Advance(TimeSpan.FromSeconds(4));
        _attempts[0].SetResult("slow");

        Assert.Equal("slow", await answer.WaitAsync(Eventually.Patience));
        Assert.Single(_attempts);
    }

    [Fact]
    public async Task A_call_that_is_refused_for_too_long_fails()
    {
        var answer = _calls.Run(Call);
        _clock.Advance(TimeSpan.FromSeconds(5));
        _attempts[0].SetException(new TimeoutException("no silo"));

        await Assert.ThrowsAsync<TimeoutException>(() => answer.WaitAsync(Eventually.Patience));
        Assert.Single(_attempts);
    }

    [Fact]
    public async Task A_fault_of_the_grain_is_no_reason_to_call_again()
    {
        var answer = _calls.Run(Call);
        _attempts[0].SetException(new InvalidOperationException("a bug"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => answer.WaitAsync(Eventually.Patience));
        Assert.Single(_attempts);
    }

    [Fact]
    public async Task In_one_process_nothing_is_repeated()
    {
        var answer = new RepeatedCalls(_changes, new ClusterSettings(), _clock).Run(Call);
        _changes.TellLoss();
        _attempts[0].SetException(new TimeoutException("slow"));

        await Assert.ThrowsAsync<TimeoutException>(() => answer.WaitAsync(Eventually.Patience));
        Assert.Single(_attempts);
    }

    public void Dispose() => _changes.Dispose();

    private Task<string> Call()
    {
        var attempt = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_attempts) _attempts.Add(attempt);
        return attempt.Task;
    }

    private Task Attempts(int count) => Eventually.Holds(() =>
    {
        lock (_attempts) return _attempts.Count == count;
    });

    private async Task Pause(TimeSpan time)
    {
        await Eventually.Holds(() => _clock.ArmedTimers > 0);
        _clock.Advance(time);
    }
}
