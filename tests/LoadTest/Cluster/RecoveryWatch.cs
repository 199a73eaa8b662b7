using System.Diagnostics;

namespace ContactHub.LoadTest.Cluster;

/// <summary>
/// After one kill: when each conversation answered again, which is when its sender got the first receipt of a message written after the kill.
/// Safe from many threads.
/// </summary>
/// <param name="conversations">How many there are, numbered from 0.</param>
/// <param name="killedAt">Stopwatch ticks.</param>
internal sealed class RecoveryWatch(int conversations, long killedAt)
{
    private readonly long[] _answeredAt = new long[conversations];
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = conversations;

    /// <summary>Ends when every conversation has answered.</summary>
    public Task All => _all.Task;

    /// <summary>Conversations that have not answered yet.</summary>
    public int Left => Volatile.Read(ref _left);

    /// <summary>From the kill until the last of those that have answered did.</summary>
    public TimeSpan Longest => Since(_answeredAt.Max());

    /// <summary>From the kill until half of the conversations that have answered did.</summary>
    public TimeSpan Median
    {
        get
        {
            long[] answered = [.. _answeredAt.Where(at => at != 0).Order()];
            return answered.Length == 0 ? TimeSpan.Zero : Since(answered[answered.Length / 2]);
        }
    }

    /// <summary>A receipt came.</summary>
    /// <param name="writtenAt">When its message was first sent, in Stopwatch ticks.</param>
    /// <param name="now">Stopwatch ticks.</param>
    public void Answered(int conversation, long writtenAt, long now)
    {
        if (writtenAt < killedAt || Interlocked.CompareExchange(ref _answeredAt[conversation], now, 0) != 0)
            return;
        if (Interlocked.Decrement(ref _left) == 0)
            _all.TrySetResult();
    }

    private TimeSpan Since(long at) => at == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(killedAt, at);
}
