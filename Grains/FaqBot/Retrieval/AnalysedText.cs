namespace ContactHub.FaqBot;

/// <summary>
/// A folded text cut into what the index counts: words, their first five letters, and trigrams (<see cref="FaqBot.Grams"/>), each with
/// the weight of the word it ends in.
/// </summary>
internal sealed record AnalysedText(string[] Tokens, string[] Stems, int[] Grams, float[] GramWeights)
{
    private const int StemLetters = 5;

    /// <summary>Folds and cuts <paramref name="text"/>; every array may be empty, repeated items are kept.</summary>
    public static AnalysedText Of(string text)
    {
        var tokens = Join(Fold.Text(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var stems = Array.ConvertAll(tokens, token => token.Length <= StemLetters ? token : token[..StemLetters]);
        var (grams, weights) = FaqBot.Grams.Of(tokens);
        return new AnalysedText(tokens, stems, grams, weights);
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
}
