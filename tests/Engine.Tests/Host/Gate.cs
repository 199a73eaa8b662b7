using System.Collections.Concurrent;
using System.Diagnostics;

namespace ContactHub.EngineFacts;

/// <summary>A place in a grain's method where it waits for the test. Found by name, because test and grain share a process and nothing else.</summary>
public sealed class Gate
{
    private static readonly ConcurrentDictionary<string, Gate> Gates = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a grain has come to the gate.</summary>
    public Task Entered => entered.Task.Soon();

    public static Gate Named(string name) => Gates.GetOrAdd(name, static _ => new Gate());

    public void Open() => opened.TrySetResult();

    /// <summary>Called by the grain.</summary>
    public Task Pass()
    {
        entered.TrySetResult();
        return opened.Task;
    }
}

/// <summary>Waiting in tests.</summary>
public static class Waiting
{
    /// <summary>Fails a test that would otherwise hang. The span is far above anything a test waits for.</summary>
    public static Task Soon(this Task task) => task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <inheritdoc cref="Soon(Task)"/>
    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Gives way until something has happened that nobody announces.</summary>
    public static async Task Until(Func<bool> condition)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60), "What the test waits for did not happen.");
            await Task.Yield();
        }
    }

    /// <summary>A key that no other test uses.</summary>
    public static string Key(string name) => $"{name}-{Guid.NewGuid():N}";
}
