using System.Collections.Concurrent;

namespace ContactHub.Accounts;

/// <summary>
/// At most ten failed attempts a minute for one e-mail address, from wherever they come. The lock-out counts wrong passwords; this also bounds what
/// checking them costs, and holds for addresses that have no account. Who proves to be the owner may do so as often as they like: a desk that is
/// signed in anew in one browser after the other is no attack, and each network address has a limit of its own.
/// </summary>
public sealed class SignInLimits(TimeProvider time)
{
    /// <summary>Failed attempts in <see cref="Window"/>.</summary>
    public const int Attempts = 10;

    /// <summary>The time over which attempts count.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private const int SweepAbove = 10_000;

    private readonly ConcurrentDictionary<string, Count> _counts = new(StringComparer.Ordinal);

    /// <summary>
    /// Counts an attempt; the seconds to wait when there were too many, otherwise null. It counts before it is checked, so that many at the same
    /// time can't slip through.
    /// </summary>
    /// <param name="email">The address in Identity's normal form.</param>
    public int? Attempt(string email)
    {
        var now = time.GetUtcNow();
        if (_counts.Count > SweepAbove) Sweep(now);
        var count = _counts.AddOrUpdate(
            email,
            static (_, now) => new Count(now, 1),
            static (_, old, now) => now - old.Since >= Window ? new Count(now, 1) : old with { Attempts = old.Attempts + 1 },
            now);
        return count.Attempts <= Attempts ? null : (int)Math.Ceiling((count.Since + Window - now).TotalSeconds);
    }

    /// <summary>Takes back an attempt that was counted and then turned out to be no guess.</summary>
    /// <param name="email">The address in Identity's normal form.</param>
    public void WasNoGuess(string email)
    {
        while (_counts.TryGetValue(email, out var old) && old.Attempts > 0 && !_counts.TryUpdate(email, old with { Attempts = old.Attempts - 1 }, old))
        {
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var entry in _counts)
        {
            if (now - entry.Value.Since >= Window) _counts.TryRemove(entry);
        }
    }

    private sealed record Count(DateTimeOffset Since, int Attempts);
}
