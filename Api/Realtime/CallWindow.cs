namespace ContactHub.Realtime;

/// <summary>How many calls one connection has made in the window of ten seconds that is under way. For one connection's calls, which come one at a time.</summary>
public sealed class CallWindow
{
    public const int Seconds = 10;
    private const int Most = 300;
    private long _start;
    private int _count;

    public bool TryTake(TimeProvider clock)
    {
        var now = clock.GetTimestamp();
        if (_count == 0 || clock.GetElapsedTime(_start, now) > TimeSpan.FromSeconds(Seconds)) (_start, _count) = (now, 0);
        return ++_count <= Most;
    }
}
