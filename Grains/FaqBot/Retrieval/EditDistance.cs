namespace ContactHub.FaqBot;

/// <summary>
/// Damerau-Levenshtein distance in its restricted form (optimal string alignment): insertions, deletions, substitutions and swaps
/// of neighbours each cost one, and no swapped pair is edited again.
/// </summary>
internal static class EditDistance
{
    /// <summary>Words longer than this are never compared; no Turkish or English word of a FAQ comes near.</summary>
    public const int LongestWord = 40;

    /// <summary>Whether the distance is at most <paramref name="limit"/>; words over <see cref="LongestWord"/> letters are always too far.</summary>
    public static bool IsWithin(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit || a.Length > LongestWord || b.Length > LongestWord) return false;
        Span<int> previous = stackalloc int[LongestWord + 1], current = stackalloc int[LongestWord + 1], before = stackalloc int[LongestWord + 1];
        for (var j = 0; j <= b.Length; j++) current[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var spare = before;
            before = previous;
            previous = current;
            current = spare;
            current[0] = i;
            var best = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                var distance = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    distance = Math.Min(distance, before[j - 2] + 1);
                current[j] = distance;
                best = Math.Min(best, distance);
            }
            if (best > limit) return false;
        }
        return current[b.Length] <= limit;
    }
}
