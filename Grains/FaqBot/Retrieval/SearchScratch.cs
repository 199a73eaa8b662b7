namespace ContactHub.FaqBot;

/// <summary>
/// Working arrays of one search, one slot per document, kept by the thread: a search over 5,000 entries would otherwise allocate
/// half a megabyte. All slots are zero between searches.
/// </summary>
internal sealed class SearchScratch
{
    [ThreadStatic]
    private static SearchScratch? _current;

    private SearchScratch(int size)
    {
        Best = new float[size];
        Words = new float[size];
        Coverage = new float[size];
        Grams = new float[size];
        Entries = new float[size];
        EntryBest = new float[size];
        Ranked = new float[size];
        Winner = new int[size];
    }

    /// <summary>Best similarity of the query word being scored, by wording.</summary>
    public float[] Best { get; }

    /// <summary>BM25 over words, by wording.</summary>
    public float[] Words { get; }

    /// <summary>Best similarity of the query word being scored, by entry.</summary>
    public float[] EntryBest { get; }

    /// <summary>Weight of the query's words that an entry matches with any of its wordings, by entry.</summary>
    public float[] Coverage { get; }

    /// <summary>Trigram cosine, by wording.</summary>
    public float[] Grams { get; }

    /// <summary>BM25 over the whole entry, by entry.</summary>
    public float[] Entries { get; }

    /// <summary>The combined rank, by entry.</summary>
    public float[] Ranked { get; }

    /// <summary>The wording that gave <see cref="Ranked"/>, by entry.</summary>
    public int[] Winner { get; }

    public List<int> Touched { get; } = [];

    public List<int> WordEntries { get; } = [];

    public List<int> TouchedWordings { get; } = [];

    public List<int> TouchedEntries { get; } = [];

    public List<int> Candidates { get; } = [];

    public Dictionary<int, double> Alike { get; } = [];

    public static SearchScratch For(int documents)
    {
        if (_current is null || _current.Words.Length < documents) _current = new SearchScratch(documents);
        return _current;
    }

    public void Clear()
    {
        foreach (var wording in TouchedWordings) Words[wording] = Grams[wording] = 0;
        foreach (var entry in TouchedEntries) Coverage[entry] = Entries[entry] = Ranked[entry] = 0;
        TouchedWordings.Clear();
        TouchedEntries.Clear();
    }
}
