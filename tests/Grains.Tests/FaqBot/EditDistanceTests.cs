namespace ContactHub.FaqBot;

public class EditDistanceTests
{
    [Theory]
    [InlineData("fatura", "fatura", 0)]
    [InlineData("fatura", "ftaura", 1)]
    [InlineData("fatura", "fatra", 1)]
    [InlineData("fatura", "fattura", 1)]
    [InlineData("fatura", "fatira", 1)]
    [InlineData("kaldirim", "kadlirm", 2)]
    [InlineData("ca", "abc", 3)]
    public void Counts_the_least_edits(string a, string b, int distance)
    {
        Assert.True(EditDistance.IsWithin(a, b, distance));
        Assert.True(EditDistance.IsWithin(b, a, distance));
        Assert.True(distance == 0 || !EditDistance.IsWithin(a, b, distance - 1));
    }

    [Fact]
    public void Every_pair_of_words_within_the_allowed_edits_is_a_candidate()
    {
        var words = FaqFixtures.Seed.SelectMany(entry => entry.Wordings).SelectMany(wording => AnalysedText.Of(wording.Text).Tokens).Distinct().ToArray();
        var index = new DeletionIndex(words);
        var noise = QueryNoise.Mistyped(words.Select(word => new FaqQuestion(word, word)), 5);
        foreach (var typed in noise.Select(question => question.Query).Where(word => word.Length >= DeletionIndex.OneEdit))
        {
            var candidates = new List<int>();
            index.Candidates(typed, candidates);
            for (var id = 0; id < words.Length; id++)
            {
                var edits = DeletionIndex.EditsAllowed(Math.Min(typed.Length, words[id].Length));
                if (edits > 0 && EditDistance.IsWithin(typed, words[id], edits)) Assert.Contains(id, candidates);
            }
        }
    }
}
