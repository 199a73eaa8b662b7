using System.Runtime.InteropServices;

namespace ContactHub.FaqBot;

/// <summary>
/// Okapi BM25 (k1 1.2, b 0.75; Robertson and Zaragoza 2009) over wordings, in which a query word also meets the words like it, with
/// the similarity as term frequency and the sum of similarities as document frequency.
/// </summary>
internal sealed class SoftWordBm25
{
    private const double K1 = 1.2, B = 0.75;

    /// <summary>A query keeps so many words, long ones with content first; this bounds the time of a long text.</summary>
    private const int MostWords = 24;

    private readonly Vocabulary _vocabulary;
    private readonly Postings _postings;
    private readonly float[] _lengthNorms;
    private readonly int[] _entryOf;
    private readonly int _entries;

    public SoftWordBm25(IReadOnlyList<AnalysedText> wordings, int[] entryOf)
    {
        _entryOf = entryOf;
        _entries = entryOf.Length == 0 ? 0 : entryOf[^1] + 1;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var documents = new int[wordings.Count][];
        for (var i = 0; i < documents.Length; i++)
        {
            documents[i] = Array.ConvertAll(wordings[i].Tokens, word =>
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, word, out var known);
                if (!known) number = numbers.Count - 1;
                return number;
            });
        }
        _vocabulary = new Vocabulary(numbers);
        _postings = Postings.Of(documents, numbers.Count);
        var average = wordings.Count == 0 ? 1 : Math.Max(1, wordings.Average(wording => wording.Tokens.Length));
        _lengthNorms = [.. wordings.Select(wording => (float)(K1 * (1 - B + B * wording.Tokens.Length / average)))];
    }

    /// <summary>Fills <see cref="SearchScratch.Words"/> and <see cref="SearchScratch.Coverage"/>; the result is the coverage of a perfect match.</summary>
    public double Score(AnalysedText query, SearchScratch scratch)
    {
        var total = 0.0;
        var words = query.Tokens.Distinct(StringComparer.Ordinal).Select(word => (Word: word, Weight: FunctionWords.WeightOf(word)));
        foreach (var (word, share) in words.OrderByDescending(word => word.Weight).ThenByDescending(word => word.Word.Length).Take(MostWords))
        {
            var alike = scratch.Alike;
            alike.Clear();
            foreach (var synonym in Synonyms.Of(word)) _vocabulary.Neighbours(synonym, Synonyms.Weight, alike, scratch.Candidates);
            _vocabulary.Neighbours(word, 1, alike, scratch.Candidates);
            CollectBest(alike, scratch);
            var frequency = CollectEntries(scratch);
            var weight = share * Math.Log(1 + (_entries - Math.Min(frequency, _entries) + 0.5) / (frequency + 0.5));
            total += weight;
            foreach (var wording in scratch.Touched)
            {
                var best = scratch.Best[wording];
                scratch.Best[wording] = 0;
                if (scratch.Words[wording] == 0) scratch.TouchedWordings.Add(wording);
                scratch.Words[wording] += (float)(weight * best * (K1 + 1) / (best + _lengthNorms[wording]));
            }
            foreach (var entry in scratch.WordEntries)
            {
                if (scratch.Coverage[entry] == 0 && scratch.Entries[entry] == 0) scratch.TouchedEntries.Add(entry);
                scratch.Coverage[entry] += (float)(weight * scratch.EntryBest[entry]);
                scratch.EntryBest[entry] = 0;
            }
            scratch.Touched.Clear();
            scratch.WordEntries.Clear();
        }
        return total;
    }

    /// <summary>The best similarity by entry; the result is in how many entries the word occurs, weighted by similarity.</summary>
    private double CollectEntries(SearchScratch scratch)
    {
        var frequency = 0.0;
        foreach (var wording in scratch.Touched)
        {
            ref var best = ref scratch.EntryBest[_entryOf[wording]];
            var value = scratch.Best[wording];
            if (best >= value) continue;
            if (best == 0) scratch.WordEntries.Add(_entryOf[wording]);
            frequency += value - best;
            best = value;
        }
        return frequency;
    }

    private void CollectBest(Dictionary<int, double> alike, SearchScratch scratch)
    {
        foreach (var (id, similarity) in alike)
        {
            var value = (float)similarity;
            foreach (var wording in _postings.Documents(id))
            {
                ref var best = ref scratch.Best[wording];
                if (best >= value) continue;
                if (best == 0) scratch.Touched.Add(wording);
                best = value;
            }
        }
    }
}
