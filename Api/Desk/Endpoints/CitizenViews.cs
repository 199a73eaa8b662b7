using System.Collections.Concurrent;

namespace ContactHub.Desk;

/// <summary>
/// Tells a new look at a citizen's panel from a repeated one: the desk asks again whenever the conversation moves, and a trail with a line for each
/// of those would hide what it is for.
/// </summary>
public sealed class CitizenViews(TimeProvider time)
{
    /// <summary>Looks within this time are one.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(10);

    private const int SweepAbove = 10_000;

    private readonly ConcurrentDictionary<(string Staff, string Citizen), DateTimeOffset> _seen = new();

    /// <summary>Whether this is a look of its own, which is then remembered.</summary>
    public bool IsNew(string staffId, string citizenId)
    {
        var now = time.GetUtcNow();
        if (_seen.Count > SweepAbove)
        {
            foreach (var entry in _seen.Where(entry => now - entry.Value >= Span)) _seen.TryRemove(entry);
        }

        var isNew = true;
        _seen.AddOrUpdate((staffId, citizenId), now, (_, before) => (isNew = now - before >= Span) ? now : before);
        return isNew;
    }
}
