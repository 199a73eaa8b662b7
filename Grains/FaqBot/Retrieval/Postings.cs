namespace ContactHub.FaqBot;

/// <summary>For each term the documents that hold it, with one weight each, as three flat arrays.</summary>
internal sealed class Postings
{
    private readonly int[] _starts;
    private readonly int[] _documents;
    private readonly float[] _weights;

    private Postings(int[] starts, int[] documents, float[] weights)
    {
        _starts = starts;
        _documents = documents;
        _weights = weights;
    }

    public ReadOnlySpan<int> Documents(int term) => _documents.AsSpan(_starts[term], _starts[term + 1] - _starts[term]);

    public Span<float> Weights(int term) => _weights.AsSpan(_starts[term], _starts[term + 1] - _starts[term]);

    /// <summary>
    /// Builds from each document's terms; a term that occurs several times in a document gets one posting whose weight is the sum of
    /// <paramref name="termWeights"/>, or the count without them.
    /// </summary>
    public static Postings Of(IReadOnlyList<int[]> documents, int terms, IReadOnlyList<float[]>? termWeights = null)
    {
        var starts = new int[terms + 1];
        var last = new int[terms];
        Array.Fill(last, -1);
        for (var document = 0; document < documents.Count; document++)
            foreach (var term in documents[document])
                if (last[term] != document)
                {
                    last[term] = document;
                    starts[term + 1]++;
                }
        for (var term = 0; term < terms; term++) starts[term + 1] += starts[term];
        var next = starts.AsSpan(0, terms).ToArray();
        var owners = new int[starts[terms]];
        var counts = new float[starts[terms]];
        Array.Fill(last, -1);
        for (var document = 0; document < documents.Count; document++)
            for (var i = 0; i < documents[document].Length; i++)
            {
                var term = documents[document][i];
                if (last[term] != document)
                {
                    last[term] = document;
                    owners[next[term]++] = document;
                }
                counts[next[term] - 1] += termWeights is null ? 1 : termWeights[document][i];
            }
        return new Postings(starts, owners, counts);
    }
}
