using System.Collections.Concurrent;

namespace ContactHub.Webhooks;

/// <summary>
/// Keeps receivers that don't answer from holding up the others: after a few failures in a row nothing is sent to one for a while, then one request
/// looks whether it is back (a circuit breaker, https://learn.microsoft.com/azure/architecture/patterns/circuit-breaker).
/// </summary>
internal sealed class ReceiverPauses(TimeProvider clock)
{
    private const int Tolerated = 5;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, State> _states = new(StringComparer.Ordinal);

    /// <summary>How long nothing is to be sent to it; null when something may be, and then the caller is the one to look.</summary>
    public TimeSpan? Left(string webhook)
    {
        if (!_states.TryGetValue(webhook, out var state)) return null;
        lock (state)
        {
            if (state.Failures < Tolerated) return null;
            var left = state.Until - clock.GetUtcNow();
            if (left > TimeSpan.Zero) return left;
            state.Until = clock.GetUtcNow() + Pause(state.Failures);
            return null;
        }
    }

    /// <summary>It answered, however it did.</summary>
    public void Answered(string webhook) => _states.TryRemove(webhook, out _);

    /// <summary>It didn't, or said that it can't.</summary>
    public void Failed(string webhook)
    {
        var state = _states.GetOrAdd(webhook, _ => new State());
        lock (state)
        {
            state.Failures++;
            state.Until = clock.GetUtcNow() + Pause(state.Failures);
        }
    }

    private static TimeSpan Pause(int failures)
    {
        var pause = First * Math.Pow(2, Math.Clamp(failures - Tolerated, 0, 10));
        return pause < Longest ? pause : Longest;
    }

    private sealed class State
    {
        public int Failures { get; set; }
        public DateTimeOffset Until { get; set; }
    }
}
