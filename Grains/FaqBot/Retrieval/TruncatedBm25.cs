using System.Runtime.InteropServices;

namespace ContactHub.FaqBot;

/// <summary>
/// BM25 over everything an entry says (wordings, answers, category, department), each word cut after five letters: the crude
/// Turkish stemmer "F5" that does as well as a dictionary one (Can et al. 2008). It sees what no single wording holds.
/// </summary>
internal sealed class TruncatedBm25
{
    private const double K1 = 1.2, B = 0.75;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Postings _postings;

    public TruncatedBm25(IReadOnlyList<AnalysedText[]> entries)
    {
        var documents = new int[entries.Count][];
        for (var i = 0; i < documents.Length; i++) documents[i] = [.. entries[i].SelectMany(text => text.Stems).Select(IdOf)];
        _postings = Postings.Of(documents, _ids.Count);
        var average = entries.Count == 0 ? 1 : Math.Max(1, documents.Average(document => document.Length));
        for (var term = 0; term < _ids.Count; term++)
        {
            var owners = _postings.Documents(term);
            var weights = _postings.Weights(term);
            var inverse = Math.Log(1 + (entries.Count - owners.Length + 0.5) / (owners.Length + 0.5));
            for (var i = 0; i < owners.Length; i++)
                weights[i] = (float)(inverse * weights[i] * (K1 + 1) / (weights[i] + K1 * (1 - B + B * documents[owners[i]].Length / average)));
        }
    }

    /// <summary>Fills <see cref="SearchScratch.Entries"/>.</summary>
    public void Score(AnalysedText query, SearchScratch scratch)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var word = 0; word < query.Stems.Length; word++)
        {
            if (!seen.Add(query.Stems[word]) || !_ids.TryGetValue(query.Stems[word], out var term)) continue;
            var factor = (float)FunctionWords.WeightOf(query.Tokens[word]);
            var owners = _postings.Documents(term);
            var weights = _postings.Weights(term);
            for (var i = 0; i < owners.Length; i++)
            {
                if (scratch.Entries[owners[i]] == 0 && scratch.Coverage[owners[i]] == 0) scratch.TouchedEntries.Add(owners[i]);
                scratch.Entries[owners[i]] += factor * weights[i];
            }
        }
    }

    private int IdOf(string stem)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, stem, out var known);
        if (!known) id = _ids.Count - 1;
        return id;
    }
}
