using System.Text.Json;

namespace ContactHub.FaqBot;

/// <summary>One question of an evaluation set, and the id of the entry that answers it.</summary>
public sealed record FaqQuestion(string Query, string Faq);

/// <summary>How well an index finds the right entries. All but <paramref name="N"/> are shares from 0 to 1.</summary>
/// <param name="N">Number of questions.</param>
/// <param name="RecallAt1">Share whose entry came first.</param>
/// <param name="RecallAt3">Share whose entry was among the first three.</param>
/// <param name="Answered">Share the bot would have answered at once rather than offering a choice or rephrasing.</param>
/// <param name="AnsweredPrecision">Share of those answers that were right; 0 when nothing was answered.</param>
public sealed record FaqEvaluation(int N, double RecallAt1, double RecallAt3, double Answered, double AnsweredPrecision)
{
    /// <summary>Asks every question once, with the bands of <paramref name="options"/> (the defaults when null).</summary>
    public static FaqEvaluation Run(FaqIndex index, IEnumerable<FaqQuestion> questions, FaqBotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(questions);
        options ??= new FaqBotOptions();
        int n = 0, first = 0, firstThree = 0, answered = 0, right = 0;
        foreach (var question in questions)
        {
            n++;
            var result = index.Search(question.Query, 3);
            var place = -1;
            for (var i = 0; i < result.Matches.Length && place < 0; i++)
                if (string.Equals(result.Matches[i].Entry.Id, question.Faq, StringComparison.Ordinal)) place = i;
            if (place == 0) first++;
            if (place >= 0) firstThree++;
            if (options.BandOf(result) != ConfidenceBand.Answer) continue;
            answered++;
            if (place == 0) right++;
        }
        return new FaqEvaluation(n, Share(first, n), Share(firstThree, n), Share(answered, n), Share(right, answered));
    }

    /// <summary>Reads a JSON array of <c>{"query":"...","faq":"..."}</c>; other members are ignored.</summary>
    /// <exception cref="FormatException">The text is no such array, or it is empty; the message says which element is wrong.</exception>
    public static IReadOnlyList<FaqQuestion> ReadQuestions(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Array) throw new FormatException("expected a JSON array of {\"query\",\"faq\"}");
            var questions = document.RootElement.EnumerateArray().Select(Read).ToArray();
            return questions.Length > 0 ? questions : throw new FormatException("the array holds no question");
        }
        catch (JsonException error)
        {
            throw new FormatException($"not valid JSON: {error.Message}", error);
        }
    }

    private static FaqQuestion Read(JsonElement element, int position) => new(Member(element, "query", position), Member(element, "faq", position));

    private static string Member(JsonElement element, string name, int position) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FormatException($"element {position + 1} needs a text member \"{name}\"");

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
