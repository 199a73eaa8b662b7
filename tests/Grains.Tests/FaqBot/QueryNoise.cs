namespace ContactHub.FaqBot;

/// <summary>What old phones and hurried thumbs do to a question; the same seed gives the same slips.</summary>
internal static class QueryNoise
{
    private const string Turkish = "ışğçöüİŞĞÇÖÜ", Ascii = "isgcouISGCOU", Letters = "abcdefghijklmnoprstuvyz";

    public static FaqQuestion Asciified(FaqQuestion question) =>
        question with { Query = string.Concat(question.Query.Select(c => Turkish.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Ascii[at] : c)) };

    /// <summary>One slip for every five words, at least one, each inside a word of four letters or more.</summary>
    public static IEnumerable<FaqQuestion> Mistyped(IEnumerable<FaqQuestion> questions, int seed)
    {
        var random = new Random(seed);
        return [.. questions.Select(question => question with { Query = Mistyped(question.Query, random) })];
    }

    private static string Mistyped(string query, Random random)
    {
        var words = query.Split(' ');
        for (var slips = Math.Max(1, words.Length / 5); slips > 0; slips--)
        {
            var open = Enumerable.Range(0, words.Length).Where(i => words[i].Length >= 4).ToArray();
            if (open.Length == 0) break;
            var at = open[random.Next(open.Length)];
            words[at] = Slip(words[at], random);
        }
        return string.Join(' ', words);
    }

    private static string Slip(string word, Random random)
    {
        var at = random.Next(1, word.Length - 1);
        var letter = Letters[random.Next(Letters.Length)];
        return random.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, letter.ToString()),
            2 => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
            _ => $"{word[..at]}{letter}{word[(at + 1)..]}",
        };
    }
}
