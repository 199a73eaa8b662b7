using System.Collections.Concurrent;

namespace ContactHub.Desk;

/// <summary>
/// Tells a new look at something from a repeated one: the desk asks again whenever the conversation moves, and a trail with a line for each of those
/// would hide what it is for.
/// </summary>
public sealed class Looks(TimeProvider time)
{
    /// <summary>Looks at a citizen's panel within this time are one.</summary>
    public static readonly TimeSpan Citizen = TimeSpan.FromMinutes(10);

    /// <summary>Looks at a conversation within this time are one.</summary>
    public static readonly TimeSpan Conversation = TimeSpan.FromHours(1);

    private const int SweepAbove = 10_000;

    private readonly ConcurrentDictionary<(string Staff, string Id), DateTimeOffset> _until = new();
    private long _sweepAt = SweepAbove;

    /// <summary>Whether this is a look of its own, which is then remembered.</summary>
    /// <param name="span">For how long.</param>
    public bool IsNew(string staffId, string id, TimeSpan span)
    {
        var now = time.GetUtcNow();
        if (_until.Count > Interlocked.Read(ref _sweepAt)) Sweep(now);
        var isNew = true;
        _until.AddOrUpdate((staffId, id), now + span, (_, until) => (isNew = now >= until) ? now + span : until);
        return isNew;
    }

    /// <summary>The look has not come about.</summary>
    public void Forget(string staffId, string id) => _until.TryRemove((staffId, id), out _);

    // Not again until as many have come: what is left may all be fresh.
    private void Sweep(DateTimeOffset now)
    {
        foreach (var entry in _until.Where(entry => now >= entry.Value)) _until.TryRemove(entry);
        Interlocked.Exchange(ref _sweepAt, _until.Count + SweepAbove);
    }
}
