using System.Text.Json;

namespace ContactHub.FaqBot;

public class FaqEvaluationTests
{
    private const double FirstFloor = 0.70, FirstThreeFloor = 0.88, MostLoss = 0.05, PrecisionFloor = 0.90;

    [Fact]
    public void The_set_covers_every_entry_three_times_and_no_question_is_a_wording_of_the_seed()
    {
        var wordings = FaqFixtures.Seed.SelectMany(entry => entry.Wordings).Select(wording => Fold.Text(wording.Text)).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(FaqFixtures.Questions, question => wordings.Contains(Fold.Text(question.Query)));
        var counts = FaqFixtures.Questions.CountBy(question => question.Faq).ToDictionary(StringComparer.Ordinal);
        Assert.All(FaqFixtures.Seed, entry => Assert.True(counts[entry.Id] >= 3, entry.Id));
        Assert.Equal(FaqFixtures.Seed.Length, counts.Count);
    }

    [Fact]
    public void Turkish_and_English_questions_find_their_entries()
    {
        var turkish = FaqFixtures.Turkish.ToArray();
        var english = FaqFixtures.English.ToArray();
        Assert.True(turkish.Length >= 195 && english.Length >= 40, $"{turkish.Length} Turkish, {english.Length} English");
        AssertFloors(FaqEvaluation.Run(FaqFixtures.Index, turkish));
        AssertFloors(FaqEvaluation.Run(FaqFixtures.Index, english));
    }

    [Fact]
    public void Three_Turkish_wordings_alone_find_most_entries()
    {
        var index = FaqIndex.Build(FaqFixtures.Seed.Select(entry => entry with
        {
            Wordings = [.. entry.Wordings.Where(wording => wording.Language == "tr").Take(3)],
            Answers = [.. entry.Answers.Where(answer => answer.Language == "tr")],
        }));
        var evaluation = FaqEvaluation.Run(index, FaqFixtures.Turkish);
        Assert.True(evaluation is { RecallAt1: >= 0.60, RecallAt3: >= 0.82, AnsweredPrecision: >= 0.88 }, evaluation.ToString());
    }

    [Fact]
    public void Missing_diacritics_cost_nothing_and_slips_little()
    {
        var clean = FaqEvaluation.Run(FaqFixtures.Index, FaqFixtures.Questions);
        var ascii = FaqFixtures.Questions.Select(QueryNoise.Asciified).ToArray();
        Assert.Equal(clean, FaqEvaluation.Run(FaqFixtures.Index, ascii));
        foreach (var seed in (ReadOnlySpan<int>)[1, 2, 3])
        {
            var noisy = FaqEvaluation.Run(FaqFixtures.Index, QueryNoise.Mistyped(ascii, seed));
            AssertFloors(noisy);
            Assert.True(clean.RecallAt1 - noisy.RecallAt1 <= MostLoss, $"{clean} to {noisy}");
        }
    }

    [Fact]
    public void An_answer_given_at_once_is_rarely_wrong()
    {
        var evaluation = FaqEvaluation.Run(FaqFixtures.Index, FaqFixtures.Questions);
        Assert.True(evaluation.AnsweredPrecision >= PrecisionFloor, evaluation.ToString());
        Assert.True(evaluation.Answered >= 0.4, evaluation.ToString());
    }

    [Fact]
    public void The_command_prints_one_line_of_json()
    {
        using var file = new ScratchFile("""[{"query":"su faturası","faq":"su-fatura-ode"},{"query":"konser","faq":"kultur"}]""");
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(0, FaqEvalCommand.Run(file.Path, FaqFixtures.Index, output, error));
        var line = JsonDocument.Parse(output.ToString().Trim()).RootElement;
        Assert.Equal(["n", "recallAt1", "recallAt3", "answered", "answeredPrecision"], line.EnumerateObject().Select(member => member.Name));
        Assert.Equal(2, line.GetProperty("n").GetInt32());
        Assert.Equal(1, line.GetProperty("recallAt3").GetDouble());
        Assert.Empty(error.ToString());
    }

    [Theory]
    [InlineData("not json", "not valid JSON")]
    [InlineData("{}", "expected a JSON array")]
    [InlineData("[]", "no question")]
    [InlineData("""[{"query":"su"}]""", "element 1 needs a text member \"faq\"")]
    [InlineData("""[{"query":"su","faq":"x"},{"query":5,"faq":"x"}]""", "element 2 needs a text member \"query\"")]
    public void A_bad_file_is_refused_with_its_reason(string content, string reason)
    {
        using var file = new ScratchFile(content);
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(2, FaqEvalCommand.Run(file.Path, FaqFixtures.Index, output, error));
        Assert.Contains(reason, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }

    [Fact]
    public void A_missing_file_is_an_error_and_an_unknown_entry_a_warned_miss()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(2, FaqEvalCommand.Run(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FaqFixtures.Index, output, error));
        using var file = new ScratchFile("""[{"query":"su faturası","faq":"gone"}]""");
        Assert.Equal(0, FaqEvalCommand.Run(file.Path, FaqFixtures.Index, output, error));
        Assert.Contains("\"gone\"", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"recallAt1\":0,", output.ToString(), StringComparison.Ordinal);
    }

    private static void AssertFloors(FaqEvaluation evaluation)
    {
        Assert.True(evaluation.RecallAt1 >= FirstFloor, evaluation.ToString());
        Assert.True(evaluation.RecallAt3 >= FirstThreeFloor, evaluation.ToString());
    }

    private sealed class ScratchFile : IDisposable
    {
        public ScratchFile(string content) => File.WriteAllText(Path, content);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), System.IO.Path.GetRandomFileName());

        public void Dispose() => File.Delete(Path);
    }
}
