namespace ContactHub.Realtime;

/// <summary>
/// What one connection tells of somebody typing: beginnings at most once a second, ends at once. A beginning that comes sooner waits for its second
/// instead of being dropped, since nothing might repeat it; it is told then, unless the typing has ended meanwhile. Typing in another conversation ends
/// the one before. Thread-safe.
/// </summary>
public sealed class TypingPace(TimeProvider clock, ILogger<TypingPace> logger) : IDisposable
{
    /// <summary>The least time between two beginnings.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Typist? _told;
    private Typist? _waiting;
    private long? _lastBeginning;
    private ITimer? _timer;
    private bool _over;

    /// <summary>Somebody types in a conversation, still or again, or no longer.</summary>
    /// <param name="tell">Passes it on. It is called in the order of the calls of this, and must not wait before it has.</param>
    public Task Says(string conversationId, bool typing, Func<bool, Task> tell)
    {
        lock (_gate)
        {
            if (_over) return Task.CompletedTask;
            return typing ? Begin(new Typist(conversationId, tell)) : End(conversationId);
        }
    }

    /// <summary>The connection has ended: what waits is told no more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _over = true;
            _waiting = null;
            _timer?.Dispose();
        }
    }

    private Task Begin(Typist typist)
    {
        var ended = _told is { } other && other.ConversationId != typist.ConversationId ? End(other.ConversationId) : Task.CompletedTask;
        var rest = _lastBeginning is { } last ? Gap - clock.GetElapsedTime(last) : TimeSpan.Zero;
        if (rest <= TimeSpan.Zero) return Task.WhenAll(ended, Tell(typist));
        if (_waiting is null)
        {
            _timer ??= clock.CreateTimer(static pace => _ = ((TypingPace)pace!).TellWaiting(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(rest, Timeout.InfiniteTimeSpan);
        }

        _waiting = typist;
        return ended;
    }

    private Task End(string conversationId)
    {
        if (_waiting?.ConversationId == conversationId) _waiting = null;
        if (_told is not { } typist || typist.ConversationId != conversationId) return Task.CompletedTask;
        _told = null;
        return typist.Tell(false);
    }

    private Task Tell(Typist typist)
    {
        (_told, _waiting, _lastBeginning) = (typist, null, clock.GetTimestamp());
        return typist.Tell(true);
    }

    private async Task TellWaiting()
    {
        var conversationId = "";
        try
        {
            Task told;
            lock (_gate)
            {
                // Ended in time, or told by a call that came when the second was just over.
                if (_waiting is not { } typist) return;
                conversationId = typist.ConversationId;
                told = Tell(typist);
            }

            await told;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Only a hint, and nobody waits for an answer to it.
            RealtimeLog.TypingNotTold(logger, e, conversationId);
        }
    }

    private sealed record Typist(string ConversationId, Func<bool, Task> Tell);
}
