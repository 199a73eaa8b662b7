namespace ContactHub.FaqBot;

/// <summary>
/// An immutable search structure over FAQ entries. Ranks by two measures that make different mistakes, words (<see cref="SoftWordBm25"/>)
/// and trigrams (<see cref="GramCosine"/>), each relative to the query's best and the best wording counting, plus a weak third over
/// the whole entry (<see cref="TruncatedBm25"/>). Safe for any number of threads.
/// </summary>
public sealed class FaqIndex
{
    private const double EntryWeight = 0.3;

    private readonly FaqEntry[] _entries;
    private readonly FaqWording[] _wordings;
    private readonly int[] _entryOf;
    private readonly Dictionary<string, AnalysedText> _analysed;
    private readonly SoftWordBm25 _words;
    private readonly GramCosine _grams;
    private readonly TruncatedBm25 _whole;

    private FaqIndex(IEnumerable<FaqEntry> entries, FaqIndex? previous)
    {
        _entries = [.. entries.Where(entry => entry.Enabled)];
        _wordings = [.. _entries.SelectMany(entry => entry.Wordings)];
        _entryOf = [.. _entries.SelectMany((entry, i) => Enumerable.Repeat(i, entry.Wordings.Length))];
        _analysed = new Dictionary<string, AnalysedText>(_wordings.Length * 2, StringComparer.Ordinal);
        var wordings = Array.ConvertAll(_wordings, wording => Analyse(wording.Text, previous));
        _words = new SoftWordBm25(wordings);
        _grams = new GramCosine(wordings);
        _whole = new TruncatedBm25(Array.ConvertAll(_entries, entry => Everything(entry).Select(text => Analyse(text, previous)).ToArray()));
    }

    /// <summary>How many entries can be found; disabled ones are left out.</summary>
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
        float words = 0, grams = 0, whole = 0;
        foreach (var wording in scratch.TouchedWordings)
        {
            words = Math.Max(words, scratch.Words[wording]);
            grams = Math.Max(grams, scratch.Grams[wording]);
        }
        foreach (var entry in scratch.TouchedEntries) whole = Math.Max(whole, scratch.Entries[entry]);
        foreach (var wording in scratch.TouchedWordings)
        {
            var rank = Share(scratch.Words[wording], words) + Share(scratch.Grams[wording], grams);
            var entry = _entryOf[wording];
            if (scratch.Ranked[entry] >= rank) continue;
            if (scratch.Ranked[entry] == 0 && scratch.Entries[entry] == 0) scratch.TouchedEntries.Add(entry);
            scratch.Ranked[entry] = rank;
            scratch.Winner[entry] = wording;
        }
        foreach (var entry in scratch.TouchedEntries)
            if (scratch.Ranked[entry] > 0) scratch.Ranked[entry] += (float)EntryWeight * Share(scratch.Entries[entry], whole);
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

        var winner = scratch.Winner[ranked[0]];
        var confidence = Confidence(perfect > 0 ? scratch.Coverage[winner] / perfect : 0, scratch.Grams[winner]);
        var first = scratch.Ranked[ranked[0]];
        return new FaqSearchResult([.. ranked.Select(entry =>
            new FaqMatch(_entries[entry], _wordings[scratch.Winner[entry]], confidence * scratch.Ranked[entry] / first))]);
    }

    /// <summary>
    /// How sure the best match is, in absolute terms: ranks are relative to the query's best, so even nonsense has a first place.
    /// </summary>
    private static double Confidence(double coverage, double cosine) => Math.Clamp((coverage + cosine) / 2, 0, 1);

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
