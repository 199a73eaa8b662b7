namespace ContactHub.FaqBot;

/// <summary>
/// Okapi BM25 (k1 1.2, b 0.75; Robertson and Zaragoza 2009) over wordings, in which a query word also meets the words like it, with
/// the similarity as term frequency and the sum of similarities as document frequency.
/// </summary>
internal sealed class SoftWordBm25
{
    private const double K1 = 1.2, B = 0.75;

    private readonly Vocabulary _vocabulary;
    private readonly Postings _postings;
    private readonly float[] _lengthNorms;

    public SoftWordBm25(IReadOnlyList<AnalysedText> wordings)
    {
        _vocabulary = new Vocabulary(wordings.SelectMany(wording => wording.Tokens).Distinct(StringComparer.Ordinal));
        _postings = Postings.Of([.. wordings.Select(wording => Array.ConvertAll(wording.Tokens, _vocabulary.IdOf))], _vocabulary.Count);
        var average = wordings.Count == 0 ? 1 : Math.Max(1, wordings.Average(wording => wording.Tokens.Length));
        _lengthNorms = [.. wordings.Select(wording => (float)(K1 * (1 - B + B * wording.Tokens.Length / average)))];
    }

    /// <summary>Fills <see cref="SearchScratch.Words"/> and <see cref="SearchScratch.Coverage"/>; the result is the coverage of a perfect match.</summary>
    public double Score(AnalysedText query, SearchScratch scratch)
    {
        var total = 0.0;
        foreach (var word in query.Tokens.Distinct(StringComparer.Ordinal))
        {
            var alike = scratch.Alike;
            alike.Clear();
            foreach (var synonym in Synonyms.Of(word)) _vocabulary.Neighbours(synonym, Synonyms.Weight, alike, scratch.Candidates);
            _vocabulary.Neighbours(word, 1, alike, scratch.Candidates);
            var frequency = CollectBest(alike, scratch);
            var weight = FunctionWords.WeightOf(word) * Math.Log(1 + (_lengthNorms.Length - Math.Min(frequency, _lengthNorms.Length) + 0.5) / (frequency + 0.5));
            total += weight;
            foreach (var wording in scratch.Touched)
            {
                var best = scratch.Best[wording];
                scratch.Best[wording] = 0;
                if (scratch.Words[wording] == 0) scratch.TouchedWordings.Add(wording);
                scratch.Words[wording] += (float)(weight * best * (K1 + 1) / (best + _lengthNorms[wording]));
                scratch.Coverage[wording] += (float)(weight * best);
            }
            scratch.Touched.Clear();
        }
        return total;
    }

    private double CollectBest(Dictionary<int, double> alike, SearchScratch scratch)
    {
        var frequency = 0.0;
        foreach (var (id, similarity) in alike)
        {
            var value = (float)similarity;
            foreach (var wording in _postings.Documents(id))
            {
                ref var best = ref scratch.Best[wording];
                if (best >= value) continue;
                if (best == 0) scratch.Touched.Add(wording);
                frequency += value - best;
                best = value;
            }
        }
        return frequency;
    }
}
