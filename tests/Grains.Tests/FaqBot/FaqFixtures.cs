using System.Collections.Immutable;

namespace ContactHub.FaqBot;

/// <summary>The demo FAQ, the evaluation set, and small entries for tests that need just one property.</summary>
internal static class FaqFixtures
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(3));

    public static ImmutableArray<FaqEntry> Seed { get; } = FaqFile.Read(Resource("faq-seed.json"));

    public static FaqIndex Index { get; } = FaqIndex.Build(Seed);

    public static ImmutableArray<FaqQuestion> Questions { get; } = [.. FaqEvaluation.ReadQuestions(Resource("evaluation.json"))];

    public static IEnumerable<FaqQuestion> Turkish => Questions.Where(question => LanguageDetector.Detect(question.Query, "tr") == "tr");

    public static IEnumerable<FaqQuestion> English => Questions.Where(question => LanguageDetector.Detect(question.Query, "tr") == "en");

    public static FaqEntry Entry(string id, params string[] wordings) =>
        new(id, "Genel", "Halkla İlişkiler", [.. wordings.Select(text => new FaqWording("tr", text))], [new("tr", "Yanıt " + id)]);

    public static BotDecision Decide(string text, BotContext? context = null, string language = "tr", FaqIndex? index = null) =>
        Bot.Decide(context ?? BotContext.Empty, text, language, index ?? Index, new FaqBotOptions(), Now);

    public static string Resource(string name)
    {
        using var stream = typeof(FaqFixtures).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The test assembly embeds no {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
