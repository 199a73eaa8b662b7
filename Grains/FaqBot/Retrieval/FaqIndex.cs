namespace ContactHub.FaqBot;

/// <summary>
/// An immutable search structure over FAQ entries. Two measures that make different mistakes rank the wordings, words
/// (<see cref="SoftWordBm25"/>) and trigrams (<see cref="GramCosine"/>), the best wording counting; two rank the whole entry, BM25 over
/// everything it says (<see cref="TruncatedBm25"/>) and the query's words that any of its wordings covers. Each is relative to the
/// query's best. <see cref="FaqScore"/> then says how sure the first one is. Safe for any number of threads.
/// </summary>
public sealed class FaqIndex
{
    private const float EntryWeight = 1f, CoverageWeight = 0.5f, GramWeight = 0.6f;

    /// <summary>Trigram cosine of a query that is a wording letter for letter, up to rounding.</summary>
    private const float Same = 0.9999f;

    /// <summary>Puts the entry of such a wording clearly first, whatever else resembles the query.</summary>
    private const float SameBonus = 2f;

    private readonly FaqEntry[] _entries;
    private readonly FaqWording[] _wordings;
    private readonly int[] _entryOf;
    private readonly Dictionary<string, AnalysedText> _analysed;
    private readonly SoftWordBm25 _words;
    private readonly GramCosine _grams;
    private readonly TruncatedBm25 _whole;

    private FaqIndex(IEnumerable<FaqEntry> entries, FaqIndex? previous)
    {
        _entries = [.. entries.Where(entry => entry.Enabled && !entry.Wordings.IsDefaultOrEmpty && !entry.Answers.IsDefaultOrEmpty)];
        _wordings = [.. _entries.SelectMany(entry => entry.Wordings)];
        _entryOf = [.. _entries.SelectMany((entry, i) => Enumerable.Repeat(i, entry.Wordings.Length))];
        _analysed = new Dictionary<string, AnalysedText>(_wordings.Length * 2, StringComparer.Ordinal);
        var wordings = Array.ConvertAll(_wordings, wording => Analyse(wording.Text, previous));
        _words = new SoftWordBm25(wordings, _entryOf);
        _grams = new GramCosine(wordings, _entryOf);
        _whole = new TruncatedBm25(Array.ConvertAll(_entries, entry => Everything(entry).Select(text => Analyse(text, previous)).ToArray()));
    }

    /// <summary>How many entries can be found; those that are disabled or have no wording or answer yet are left out.</summary>
    public int Count => _entries.Length;

    /// <summary>Indexes every enabled entry. Ids are expected to be unique.</summary>
    public static FaqIndex Build(IEnumerable<FaqEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return new FaqIndex(entries, null);
    }

    /// <summary>A new index over <paramref name="entries"/> that takes the analysis of unchanged texts from this one.</summary>
    public FaqIndex Rebuild(IEnumerable<FaqEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return new FaqIndex(entries, this);
    }

    /// <summary>The enabled entry with that id, or null.</summary>
    public FaqEntry? Find(string id) => Array.Find(_entries, entry => string.Equals(entry.Id, id, StringComparison.Ordinal));

    /// <summary>
    /// The <paramref name="top"/> best entries for <paramref name="query"/>, which may be any text and is cut after
    /// <see cref="Fold.MaximumLength"/> characters. With <paramref name="at"/>, entries outside their validity at that instant are passed over.
    /// </summary>
    public FaqSearchResult Search(string query, int top, DateTimeOffset? at = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(top);
        var analysed = AnalysedText.Of(query.Length > Fold.MaximumLength ? query[..Fold.MaximumLength] : query);
        if (analysed.Tokens.Length == 0 || _entries.Length == 0) return FaqSearchResult.Empty;

        var scratch = SearchScratch.For(_wordings.Length);
        var perfect = _words.Score(analysed, scratch);
        _grams.Score(analysed, scratch);
        _whole.Score(analysed, scratch);
        Combine(scratch);
        var result = Select(scratch, perfect, top, at);
        scratch.Clear();
        return result;
    }

    private void Combine(SearchScratch scratch)
    {
        float words = 0, grams = 0, whole = 0, coverage = 0;
        foreach (var wording in scratch.TouchedWordings)
        {
            words = Math.Max(words, scratch.Words[wording]);
            grams = Math.Max(grams, scratch.Grams[wording]);
        }
        foreach (var entry in scratch.TouchedEntries)
        {
            whole = Math.Max(whole, scratch.Entries[entry]);
            coverage = Math.Max(coverage, scratch.Coverage[entry]);
        }
        foreach (var wording in scratch.TouchedWordings)
        {
            var rank = Share(scratch.Words[wording], words) + GramWeight * Share(scratch.Grams[wording], grams);
            if (scratch.Grams[wording] > Same) rank += SameBonus;
            var entry = _entryOf[wording];
            if (scratch.Ranked[entry] >= rank) continue;
            if (scratch.Ranked[entry] == 0 && scratch.Entries[entry] == 0 && scratch.Coverage[entry] == 0) scratch.TouchedEntries.Add(entry);
            scratch.Ranked[entry] = rank;
            scratch.Winner[entry] = wording;
        }
        foreach (var entry in scratch.TouchedEntries)
            if (scratch.Ranked[entry] > 0) scratch.Ranked[entry] += EntryWeight * Share(scratch.Entries[entry], whole) + CoverageWeight * Share(scratch.Coverage[entry], coverage);
    }

    private static float Share(float value, float best) => best > 0 ? value / best : 0;

    private FaqSearchResult Select(SearchScratch scratch, double perfect, int top, DateTimeOffset? at)
    {
        var best = new PriorityQueue<int, float>(top + 1);
        foreach (var entry in scratch.TouchedEntries)
        {
            if (scratch.Ranked[entry] <= 0 || (at is { } now && !_entries[entry].IsAnswerable(now))) continue;
            best.Enqueue(entry, scratch.Ranked[entry]);
            if (best.Count > top) best.Dequeue();
        }
        if (best.Count == 0) return FaqSearchResult.Empty;
        var ranked = new int[best.Count];
        for (var i = ranked.Length - 1; i >= 0; i--) ranked[i] = best.Dequeue();

        var first = scratch.Ranked[ranked[0]];
        var lead = ranked.Length > 1 ? 1 - scratch.Ranked[ranked[1]] / first : 1;
        var score = scratch.Grams[scratch.Winner[ranked[0]]] > Same ? 1 : FaqScore.Of(perfect, scratch.Coverage[ranked[0]], lead, _entries.Length);
        return new FaqSearchResult([.. ranked.Select(entry =>
            new FaqMatch(_entries[entry], _wordings[scratch.Winner[entry]], score * scratch.Ranked[entry] / first))])
        {
            Coverage = perfect > 0 ? Math.Min(1, scratch.Coverage[ranked[0]] / perfect) : 0,
        };
    }

    private static IEnumerable<string> Everything(FaqEntry entry) =>
        [.. entry.Wordings.Select(wording => wording.Text), .. entry.Answers.Select(answer => answer.Text), entry.Category, entry.DepartmentId];

    private AnalysedText Analyse(string text, FaqIndex? previous)
    {
        if (_analysed.TryGetValue(text, out var known)) return known;
        if (previous is null || !previous._analysed.TryGetValue(text, out var analysed)) analysed = AnalysedText.Of(text);
        _analysed.Add(text, analysed);
        return analysed;
    }
}
