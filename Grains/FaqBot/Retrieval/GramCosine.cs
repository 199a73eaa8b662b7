namespace ContactHub.FaqBot;

/// <summary>Cosine of TF-IDF weighted character trigrams; it forgives any ending and most slips, and knows no language.</summary>
internal sealed class GramCosine
{
    /// <summary>A query keeps its rarest trigrams only; this bounds the time of a long text.</summary>
    private const int MostGrams = 96;

    /// <summary>
    /// Once so many wordings hold a score, commoner trigrams only add to those: a wording that shares nothing but "ası" with the
    /// query can't win (accumulator limiting; Moffat and Zobel 1996).
    /// </summary>
    private const int MostWordings = 4000;

    private readonly Postings _postings;
    private readonly float[] _inverseFrequencies;

    public GramCosine(IReadOnlyList<AnalysedText> wordings, int[] entryOf)
    {
        var entries = entryOf.Length == 0 ? 0 : entryOf[^1] + 1;
        _postings = Postings.Of([.. wordings.Select(wording => wording.Grams)], Grams.Count, [.. wordings.Select(wording => wording.GramWeights)]);
        _inverseFrequencies = new float[Grams.Count];
        var scales = new float[wordings.Count];
        for (var gram = 0; gram < Grams.Count; gram++)
        {
            var owners = _postings.Documents(gram);
            var weights = _postings.Weights(gram);
            var inverse = _inverseFrequencies[gram] = (float)Math.Log(1.0 + (double)entries / Math.Max(1, EntriesOf(owners, entryOf)));
            for (var i = 0; i < owners.Length; i++)
            {
                weights[i] *= inverse;
                scales[owners[i]] += weights[i] * weights[i];
            }
        }
        for (var i = 0; i < scales.Length; i++) scales[i] = 1 / MathF.Sqrt(scales[i]);
        for (var gram = 0; gram < Grams.Count; gram++)
        {
            var owners = _postings.Documents(gram);
            var weights = _postings.Weights(gram);
            for (var i = 0; i < owners.Length; i++) weights[i] *= scales[owners[i]];
        }
    }

    /// <summary>Fills <see cref="SearchScratch.Grams"/> with cosines from 0 to 1.</summary>
    public void Score(AnalysedText query, SearchScratch scratch)
    {
        var grams = query.Grams.Zip(query.GramWeights)
            .AggregateBy(gram => gram.First, 0f, (sum, gram) => sum + gram.Second)
            .Select(pair => (Id: pair.Key, Weight: pair.Value * (double)_inverseFrequencies[pair.Key]))
            .OrderByDescending(gram => _inverseFrequencies[gram.Id])
            .Take(MostGrams)
            .ToArray();
        var length = Math.Sqrt(grams.Sum(gram => gram.Weight * gram.Weight));
        foreach (var (id, weight) in grams)
        {
            var factor = (float)(weight / length);
            if (scratch.TouchedWordings.Count < MostWordings) AddToAll(id, factor, scratch);
            else AddToTouched(id, factor, scratch);
        }
    }

    /// <summary>How many entries own the wordings; the wordings of an entry stand together.</summary>
    private static int EntriesOf(ReadOnlySpan<int> wordings, int[] entryOf)
    {
        var count = 0;
        for (var i = 0; i < wordings.Length; i++)
            if (i == 0 || entryOf[wordings[i]] != entryOf[wordings[i - 1]]) count++;
        return count;
    }

    private void AddToAll(int gram, float factor, SearchScratch scratch)
    {
        var owners = _postings.Documents(gram);
        var weights = _postings.Weights(gram);
        for (var i = 0; i < owners.Length; i++)
        {
            ref var sum = ref scratch.Grams[owners[i]];
            if (sum == 0 && scratch.Words[owners[i]] == 0) scratch.TouchedWordings.Add(owners[i]);
            sum += factor * weights[i];
        }
    }

    private void AddToTouched(int gram, float factor, SearchScratch scratch)
    {
        var owners = _postings.Documents(gram);
        var weights = _postings.Weights(gram);
        for (var i = 0; i < owners.Length; i++)
        {
            ref var sum = ref scratch.Grams[owners[i]];
            if (sum != 0 || scratch.Words[owners[i]] != 0) sum += factor * weights[i];
        }
    }
}
