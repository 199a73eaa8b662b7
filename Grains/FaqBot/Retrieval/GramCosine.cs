namespace ContactHub.FaqBot;

/// <summary>Cosine of TF-IDF weighted character trigrams; it forgives any ending and most slips, and knows no language.</summary>
internal sealed class GramCosine
{
    /// <summary>A query keeps its rarest trigrams only; this bounds the time of a long text.</summary>
    private const int MostGrams = 96;

    private readonly Dictionary<ulong, int> _ids = [];
    private readonly Postings _postings;
    private readonly float[] _inverseFrequencies;
    private readonly double _unseen;

    public GramCosine(IReadOnlyList<AnalysedText> wordings)
    {
        var documents = new int[wordings.Count][];
        for (var i = 0; i < documents.Length; i++)
        {
            documents[i] = Array.ConvertAll(wordings[i].Grams, gram =>
            {
                if (!_ids.TryGetValue(gram, out var id)) _ids.Add(gram, id = _ids.Count);
                return id;
            });
        }
        _postings = Postings.Of(documents, _ids.Count, [.. wordings.Select(wording => wording.GramWeights)]);
        _unseen = Math.Log(1.0 + wordings.Count);
        _inverseFrequencies = new float[_ids.Count];
        var lengths = new float[wordings.Count];
        for (var gram = 0; gram < _ids.Count; gram++)
        {
            var owners = _postings.Documents(gram);
            var weights = _postings.Weights(gram);
            var inverse = _inverseFrequencies[gram] = (float)Math.Log(1.0 + (double)wordings.Count / owners.Length);
            for (var i = 0; i < owners.Length; i++)
            {
                weights[i] *= inverse;
                lengths[owners[i]] += weights[i] * weights[i];
            }
        }
        for (var gram = 0; gram < _ids.Count; gram++)
        {
            var owners = _postings.Documents(gram);
            var weights = _postings.Weights(gram);
            for (var i = 0; i < owners.Length; i++) weights[i] /= MathF.Sqrt(lengths[owners[i]]);
        }
    }

    /// <summary>Fills <see cref="SearchScratch.Grams"/> with cosines from 0 to 1.</summary>
    public void Score(AnalysedText query, SearchScratch scratch)
    {
        var grams = query.Grams.Zip(query.GramWeights)
            .AggregateBy(gram => gram.First, 0f, (sum, gram) => sum + gram.Second)
            .Select(pair => _ids.TryGetValue(pair.Key, out var id)
                ? (Id: id, Weight: pair.Value * (double)_inverseFrequencies[id], Inverse: (double)_inverseFrequencies[id])
                : (Id: -1, Weight: pair.Value * _unseen, Inverse: _unseen))
            .OrderByDescending(gram => gram.Inverse)
            .Take(MostGrams)
            .ToArray();
        var length = Math.Sqrt(grams.Sum(gram => gram.Weight * gram.Weight));
        foreach (var (id, weight, _) in grams)
        {
            if (id < 0) continue;
            var factor = (float)(weight / length);
            var owners = _postings.Documents(id);
            var weights = _postings.Weights(id);
            for (var i = 0; i < owners.Length; i++)
            {
                ref var sum = ref scratch.Grams[owners[i]];
                if (sum == 0 && scratch.Words[owners[i]] == 0) scratch.TouchedWordings.Add(owners[i]);
                sum += factor * weights[i];
            }
        }
    }
}
