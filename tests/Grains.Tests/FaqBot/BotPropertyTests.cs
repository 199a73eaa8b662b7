using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ContactHub.FaqBot;

public class BotPropertyTests
{
    [Fact]
    public void Any_text_gets_a_decision()
    {
        var units = Gen.Choose(0, char.MaxValue).Select(unit => (char)unit).ArrayOf().Select(chars => new string(chars));
        var words = Gen.Elements(FaqFixtures.Questions.SelectMany(question => question.Query.Split(' ')).Concat(["'", "e", "\uD83D", "\u0307", "bot:faq:", "1", "evet"]).ToArray())
            .ArrayOf().Select(parts => string.Join(' ', parts));
        var contexts = Gen.Elements(
            BotContext.Empty,
            BotContext.Empty with { Awaiting = BotAwaiting.Choice, Choices = ["kultur", "gone"] },
            BotContext.Empty with { Awaiting = BotAwaiting.Feedback, Answered = ["kultur"], Misses = 1 },
            BotContext.Empty with { Awaiting = BotAwaiting.PersonOffer, Offered = HandoffReason.Angry });
        Prop.ForAll(Gen.OneOf(units, words).Zip(contexts).ToArbitrary(), pair =>
        {
            var decision = FaqFixtures.Decide(pair.Item1, pair.Item2);
            return decision.Text.Length > 0
                && LanguageDetector.Supported.Contains(decision.Language)
                && decision.Next.Misses < new FaqBotOptions().MissesBeforePerson
                && decision.Next.Answered.Length <= 20
                && FaqFixtures.Decide(pair.Item1, pair.Item2).Next.ToMemory() == decision.Next.ToMemory();
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Only_the_first_thousand_characters_count()
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < 100_000; i++) text.Append("su faturası itiraz \uD83D ").Append(i).Append(' ');
        var whole = text.ToString();
        var cut = whole[..Fold.MaximumLength];
        Assert.Equal(FaqFixtures.Index.Search(cut, 3).Matches.AsEnumerable(), FaqFixtures.Index.Search(whole, 3).Matches.AsEnumerable());
        var (decision, first) = (FaqFixtures.Decide(whole), FaqFixtures.Decide(cut));
        Assert.Equal((first.GetType(), first.Text), (decision.GetType(), decision.Text));
        Assert.Null((FaqFixtures.Decide(whole + " yangın var") as BotDecision.Emergency)?.Number);
    }
}
