namespace ContactHub.FaqBot;

/// <summary>
/// A folded text cut into what the index counts: words, and character trigrams over the words with a space at each end, each with
/// the weight of the word it ends in.
/// </summary>
internal sealed record AnalysedText(string[] Tokens, ulong[] Grams, float[] GramWeights)
{
    /// <summary>Folds and cuts <paramref name="text"/>; both arrays may be empty, repeated items are kept.</summary>
    public static AnalysedText Of(string text)
    {
        var tokens = Join(Fold.Text(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var (grams, weights) = GramsOf(tokens);
        return new AnalysedText(tokens, grams, weights);
    }

    /// <summary>"e-belediye", "e belediye" and "ebelediye" are one word: a lone "e" belongs to the word behind it.</summary>
    private static string[] Join(string[] words)
    {
        if (Array.IndexOf(words, "e") < 0) return words;
        var joined = new List<string>(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == "e" && i + 1 < words.Length) joined.Add("e" + words[++i]);
            else joined.Add(words[i]);
        }
        return [.. joined];
    }

    private static (ulong[] Grams, float[] Weights) GramsOf(string[] tokens)
    {
        var letters = tokens.Sum(token => token.Length);
        if (letters == 0) return ([], []);
        var grams = new ulong[letters + tokens.Length - 1];
        var weights = new float[grams.Length];
        var next = 0;
        ulong window = ' ';
        void Push(char c, float weight, bool complete)
        {
            window = ((window << 16) | c) & 0xFFFF_FFFF_FFFF;
            if (!complete) return;
            weights[next] = weight;
            grams[next++] = window;
        }

        for (var t = 0; t < tokens.Length; t++)
        {
            var weight = (float)FunctionWords.WeightOf(tokens[t]);
            for (var i = 0; i < tokens[t].Length; i++) Push(tokens[t][i], weight, i + t > 0);
            Push(' ', weight, true);
        }
        return (grams, weights);
    }
}
