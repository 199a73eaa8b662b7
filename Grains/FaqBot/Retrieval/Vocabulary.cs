namespace ContactHub.FaqBot;

/// <summary>
/// Every distinct word of an index, with the words that count as nearly the same: inflected forms by a common beginning,
/// slips of the finger by edit distance.
/// </summary>
internal sealed class Vocabulary
{
    private const double Contained = 0.9, ContainedShort = 0.75, CommonBeginning = 0.7, OneSlip = 0.8, TwoSlips = 0.6;
    private const int ShortestStem = 3, CommonLetters = 4;
    private const double CommonShare = 0.45;

    // What may follow a stem of two letters (su, ev, is); longer stems match any continuation.
    private static readonly HashSet<string> SuffixesOfShortStems = new(StringComparer.Ordinal)
    {
        "i", "u", "e", "a", "yi", "yu", "ya", "ye", "in", "un", "yun", "nun", "im", "um", "yum", "imi", "yumu", "imin", "yumun", "da", "de", "dan", "den",
        "lar", "ler", "lari", "leri", "larin", "lerin", "larim", "lerim", "larimiz", "lerimiz", "larimi", "imiz", "umuz", "yumuz", "ime", "yuma", "imde", "yla", "suz", "lu",
    };

    private readonly string[] _words;
    private readonly string[] _sortedWords;
    private readonly int[] _sorted;
    private readonly Dictionary<string, int> _ids;
    private readonly DeletionIndex _deletions;

    /// <summary>Takes over the words with their ids, which must run from 0 without a gap.</summary>
    public Vocabulary(Dictionary<string, int> ids)
    {
        _ids = ids;
        _words = new string[ids.Count];
        foreach (var (word, id) in ids) _words[id] = word;
        _sorted = [.. Enumerable.Range(0, _words.Length)];
        _sortedWords = [.. _words];
        Array.Sort(_sortedWords, _sorted, StringComparer.Ordinal);
        _deletions = new DeletionIndex(_words);
    }

    /// <summary>Raises <paramref name="into"/>[word id] to the similarity times <paramref name="factor"/> for every word like <paramref name="word"/>.</summary>
    public void Neighbours(string word, double factor, Dictionary<int, double> into, List<int> candidates)
    {
        void Raise(int id, double similarity)
        {
            if (!into.TryGetValue(id, out var known) || known < similarity * factor) into[id] = similarity * factor;
        }

        if (_ids.TryGetValue(word, out var exact)) Raise(exact, 1);
        for (var length = ShortestStem; length < word.Length; length++)
            if (_ids.TryGetValue(word[..length], out var stem)) Raise(stem, length > ShortestStem ? Contained : ContainedShort);
        if (word.Length > 2 && SuffixesOfShortStems.Contains(word[2..]) && _ids.ContainsKey(word[..2]))
            Inflections(word[..2], Contained, Raise);
        if (word.Length == 2) Inflections(word, 1, Raise);
        if (word.Length >= ShortestStem) CommonBeginnings(word, Raise);

        candidates.Clear();
        _deletions.Candidates(word, candidates);
        foreach (var id in candidates)
        {
            var other = _words[id];
            var shorter = Math.Min(word.Length, other.Length);
            if (EditDistance.IsWithin(word, other, 1)) Raise(id, OneSlip);
            else if (DeletionIndex.EditsAllowed(shorter) == 2 && EditDistance.IsWithin(word, other, 2)) Raise(id, TwoSlips);
        }
    }

    private void Inflections(string stem, double factor, Action<int, double> raise)
    {
        for (var at = FirstWith(stem); at < _sortedWords.Length && _sortedWords[at].StartsWith(stem, StringComparison.Ordinal); at++)
            if (_sortedWords[at].Length == 2 || SuffixesOfShortStems.Contains(_sortedWords[at][2..])) raise(_sorted[at], Contained * factor);
    }

    private void CommonBeginnings(string word, Action<int, double> raise)
    {
        var beginning = word[..Math.Min(CommonLetters, word.Length)];
        for (var at = FirstWith(beginning); at < _sortedWords.Length && _sortedWords[at].StartsWith(beginning, StringComparison.Ordinal); at++)
        {
            var other = _sortedWords[at];
            var common = word.AsSpan().CommonPrefixLength(other);
            if (common == word.Length) raise(_sorted[at], common > ShortestStem ? Contained : ContainedShort);
            else if (common >= CommonLetters && common >= CommonShare * Math.Max(word.Length, other.Length)) raise(_sorted[at], CommonBeginning);
        }
    }

    private int FirstWith(string beginning)
    {
        var at = Array.BinarySearch(_sortedWords, beginning, StringComparer.Ordinal);
        return at < 0 ? ~at : at;
    }
}
