namespace ContactHub.FaqBot;

public class BotTests
{
    private static readonly BotContext Known = BotContext.Empty with { Greeted = true };

    [Fact]
    public void The_first_message_says_that_it_is_a_bot_and_where_the_privacy_notice_is_and_later_ones_do_not()
    {
        var options = new FaqBotOptions { Municipality = "Örnek Belediyesi", PrivacyNoticeUrl = "https://belediye.example/kvkk" };
        var first = Bot.Decide(BotContext.Empty, "merhaba", "tr", FaqFixtures.Index, options, FaqFixtures.Now);
        Assert.Contains("bot", first.Introduction!, StringComparison.Ordinal);
        Assert.Contains("Örnek Belediyesi", first.Introduction!, StringComparison.Ordinal);
        Assert.Contains(options.PrivacyNoticeUrl, first.Introduction!, StringComparison.Ordinal);
        Assert.Null(Bot.Decide(first.Next, "merhaba", "tr", FaqFixtures.Index, options, FaqFixtures.Now).Introduction);
    }

    [Fact]
    public void Files_without_a_word_are_for_a_person_and_a_second_one_is_not_yet_a_yes()
    {
        var first = Bot.Decide(Known, "", "tr", FaqFixtures.Index, new FaqBotOptions(), FaqFixtures.Now, files: true);
        Assert.Equal(HandoffReason.FileSent, Assert.IsType<BotDecision.OfferPerson>(first).Reason);
        var second = Bot.Decide(first.Next, "", "tr", FaqFixtures.Index, new FaqBotOptions(), FaqFixtures.Now, files: true);
        Assert.IsType<BotDecision.OfferPerson>(second);
        Assert.Equal(HandoffReason.FileSent, Assert.IsType<BotDecision.Handoff>(FaqFixtures.Decide("evet", second.Next)).Reason);
    }

    [Fact]
    public void A_sure_match_is_answered_word_for_word_below_its_question()
    {
        var answer = Assert.IsType<BotDecision.Answer>(FaqFixtures.Decide("emlak vergisi taksitleri ne zaman ödenir"));
        var entry = FaqFixtures.Index.Find("emlak-zaman")!;
        Assert.Equal((entry.Id, entry.Wordings[0].Text, entry.AnswerIn("tr")), (answer.EntryId, answer.MatchedQuestion, answer.Text));
        Assert.NotEmpty(answer.AskHelpful);
        Assert.Equal("emlak-zaman", Assert.IsType<BotDecision.Thanked>(FaqFixtures.Decide("evet", answer.Next)).EntryId);
    }

    [Fact]
    public void English_questions_get_English_answers_and_Arabic_widgets_fall_back_to_English()
    {
        var entry = FaqFixtures.Index.Find("emlak-zaman")!;
        Assert.Equal(entry.AnswerIn("en"), FaqFixtures.Decide("when are property tax instalments due").Text);
        Assert.Equal(entry.AnswerIn("en"), FaqFixtures.Decide("bot:faq:emlak-zaman", language: "ar").Text);
        Assert.Equal("ar", FaqFixtures.Decide("مرحبا").Language);
    }

    [Fact]
    public void An_unsure_match_offers_three_entries_and_none_of_them()
    {
        var choose = Assert.IsType<BotDecision.Choose>(FaqFixtures.Decide("belediye ödeme"));
        Assert.Equal(3, choose.EntryIds.Length);
        Assert.Contains(choose.QuickReplies, reply => reply.Title == "Hiçbiri");
        foreach (var picked in (string[])["2", choose.QuickReplies[1].Value, choose.QuickReplies[1].Title])
            Assert.Equal(choose.EntryIds[1], Assert.IsType<BotDecision.Answer>(FaqFixtures.Decide(picked, choose.Next)).EntryId);
        var rephrase = Assert.IsType<BotDecision.Rephrase>(FaqFixtures.Decide("hiçbiri", choose.Next));
        Assert.Equal(HandoffReason.MissedTwice, Assert.IsType<BotDecision.OfferPerson>(FaqFixtures.Decide("bot:none", rephrase.Next)).Reason);
    }

    [Fact]
    public void The_bands_are_closed_below_and_need_the_margin()
    {
        var options = new FaqBotOptions { AnswerScore = 0.6, AnswerMargin = 0.1, ChooseScore = 0.3 };
        Assert.Equal(ConfidenceBand.Answer, options.BandOf(Result(0.6, 0.4)));
        Assert.Equal(ConfidenceBand.Answer, options.BandOf(Result(0.6)));
        Assert.Equal(ConfidenceBand.Choose, options.BandOf(Result(0.9, 0.85)));
        Assert.Equal(ConfidenceBand.Choose, options.BandOf(Result(0.59)));
        Assert.Equal(ConfidenceBand.Choose, options.BandOf(Result(0.3)));
        Assert.Equal(ConfidenceBand.Rephrase, options.BandOf(Result(0.29)));
        Assert.Equal(ConfidenceBand.Choose, options.BandOf(Result(0.29) with { Coverage = options.ChooseCoverage }));
        Assert.Equal(ConfidenceBand.Rephrase, options.BandOf(FaqSearchResult.Empty));
    }

    [Fact]
    public void An_entry_that_expired_after_it_was_offered_is_not_answered()
    {
        var index = FaqIndex.Build([FaqFixtures.Entry("havuz", "Yüzme havuzu kaçta açılıyor?") with { ValidTo = FaqFixtures.Now }]);
        Assert.IsType<BotDecision.Rephrase>(FaqFixtures.Decide("yüzme havuzu kaçta açılıyor", Known, index: index));
        Assert.IsType<BotDecision.Rephrase>(FaqFixtures.Decide("bot:faq:havuz", Known, index: index));
        Assert.IsType<BotDecision.Rephrase>(FaqFixtures.Decide("bot:faq:unknown", Known));
    }

    [Theory]
    [InlineData("borcum ne kadar")]
    [InlineData("su faturam kaç lira")]
    [InlineData("how much do I owe")]
    public void Questions_about_the_own_account_get_guidance_and_a_person(string text)
    {
        var decision = Assert.IsType<BotDecision.PersonalAccount>(FaqFixtures.Decide(text, Known));
        Assert.Equal(HandoffReason.PersonalAccount, Assert.IsType<BotDecision.Handoff>(FaqFixtures.Decide("bot:person", decision.Next)).Reason);
    }

    [Theory]
    [InlineData("merhaba", SmallTalkKind.Greeting)]
    [InlineData("İyi günler", SmallTalkKind.Greeting)]
    [InlineData("selamün aleyküm", SmallTalkKind.Greeting)]
    [InlineData("hello", SmallTalkKind.Greeting)]
    [InlineData("bir şey soracağım", SmallTalkKind.Greeting)]
    [InlineData("مرحبا", SmallTalkKind.Greeting)]
    [InlineData("çok teşekkür ederim", SmallTalkKind.Thanks)]
    [InlineData("thanks a lot, thank you", SmallTalkKind.Thanks)]
    [InlineData("görüşürüz", SmallTalkKind.Goodbye)]
    [InlineData("robot musun", SmallTalkKind.WhoAreYou)]
    [InlineData("are you a bot?", SmallTalkKind.WhoAreYou)]
    public void Pleasantries_get_one_back(string text, SmallTalkKind kind) =>
        Assert.Equal(kind, Assert.IsType<BotDecision.SmallTalk>(FaqFixtures.Decide(text, Known)).Kind);

    [Fact]
    public void A_greeting_with_a_question_is_a_question() =>
        Assert.Equal("su-fatura-ode", Assert.IsType<BotDecision.Answer>(FaqFixtures.Decide("merhaba su faturamı nasıl öderim", Known)).EntryId);

    [Fact]
    public void Every_decision_keeps_a_way_to_a_person_and_speaks_the_language_asked_for()
    {
        foreach (var language in LanguageDetector.Supported)
        {
            Assert.Equal(language, FaqFixtures.Decide("?", Known, language).Language);
            Assert.Contains(FaqFixtures.Decide("?", Known, language).QuickReplies, reply => reply.Value == "bot:person");
            Assert.Equal(BotTexts.For(language).Rephrase, FaqFixtures.Decide("?", Known, language).Text);
        }
    }

    [Fact]
    public void What_the_bot_remembers_survives_as_text()
    {
        var context = FaqFixtures.Decide("belediye ödeme").Next with { Answered = ["kultur"], Offered = HandoffReason.Angry, Misses = 1 };
        var read = BotContext.FromMemory(context.ToMemory());
        Assert.Equal(context with { Choices = read.Choices, Answered = read.Answered }, read);
        Assert.Equal(context.Choices.AsEnumerable(), read.Choices);
        Assert.Equal(["kultur"], read.Answered.AsEnumerable());
        Assert.Equal(BotContext.Empty, BotContext.FromMemory(""));
        Assert.Equal(BotContext.Empty.ToMemory(), BotContext.FromMemory(BotContext.Empty.ToMemory()).ToMemory());
        Assert.Throws<FormatException>(() => BotContext.FromMemory("{\"greeted\":5}"));
    }

    [Fact]
    public void A_button_is_answered_in_the_language_of_the_words_before_it()
    {
        var choose = FaqFixtures.Decide("property tax", Known);
        Assert.Equal("en", choose.Language);
        Assert.Equal("en", FaqFixtures.Decide("bot:faq:emlak-ode", choose.Next).Language);
        Assert.Equal("tr", FaqFixtures.Decide("çöp saatleri nedir", choose.Next).Language);
    }

    private static FaqSearchResult Result(params double[] scores) =>
        new([.. scores.Select((score, i) => FaqFixtures.Entry("e" + i, "x")).Zip(scores, (entry, score) => new FaqMatch(entry, entry.Wordings[0], score))]);
}
