using System.Diagnostics;

namespace ContactHub.TestKit;

/// <summary>For what has no event to wait on: looks again and again until it holds.</summary>
public static class Eventually
{
    /// <summary>How long a test waits for anything before it is given up. Only a failure takes so long, so it is fit for a slow, busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="TimeoutException">It never did.</exception>
    public static Task Holds(Func<bool> condition) => Holds(() => Task.FromResult(condition()));

    /// <inheritdoc cref="Holds(Func{bool})"/>
    public static async Task Holds(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var since = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(since) > Patience) throw new TimeoutException("What was waited for never came to be.");
            await timer.WaitForNextTickAsync();
        }
    }
}
