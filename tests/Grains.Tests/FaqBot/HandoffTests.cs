namespace ContactHub.FaqBot;

public class HandoffTests
{
    [Theory]
    [InlineData("temsilci")]
    [InlineData("Temsilciye bağlanmak istiyorum")]
    [InlineData("YETKİLİ BİRİYLE GÖRÜŞMEK İSTİYORUM")]
    [InlineData("canlı destek")]
    [InlineData("canliya bagla")]
    [InlineData("operatör lütfen")]
    [InlineData("insan")]
    [InlineData("gerçek bir insanla konuşmak istiyorum")]
    [InlineData("memurla görüşebilir miyim")]
    [InlineData("beni bağlar mısın biriyle konuşayım")]
    [InlineData("I want to talk to a human")]
    [InlineData("agent please")]
    [InlineData("can I speak with someone")]
    [InlineData("أريد موظف")]
    [InlineData("bot:person")]
    public void Asking_for_a_person_hands_off_at_any_turn(string text)
    {
        foreach (var context in (BotContext[])[BotContext.Empty, BotContext.Empty with { Greeted = true, Awaiting = BotAwaiting.Choice, Choices = ["kultur"] }])
            Assert.Equal(HandoffReason.Asked, Assert.IsType<BotDecision.Handoff>(FaqFixtures.Decide(text, context)).Reason);
    }

    [Theory]
    [InlineData("insan kaynakları müdürlüğü nerede")]
    [InlineData("canlı müzik gürültüsü var")]
    [InlineData("yolda çok insan var kaldırım dar")]
    [InlineData("suyumu ne zaman bağlarsınız")]
    [InlineData("Bağlar mahallesi çöp saatleri")]
    public void The_same_words_about_something_else_do_not(string text) => Assert.IsNotType<BotDecision.Handoff>(FaqFixtures.Decide(text));

    [Theory]
    [InlineData("bu ne rezalet", HandoffReason.Angry)]
    [InlineData("yeter artık bıktım sizden", HandoffReason.Angry)]
    [InlineData("this is ridiculous", HandoffReason.Angry)]
    [InlineData("kocam beni dövüyor", HandoffReason.Sensitive)]
    [InlineData("şiddet görüyorum", HandoffReason.Sensitive)]
    [InlineData("çocuk istismarı ihbarı", HandoffReason.Sensitive)]
    [InlineData("depremde evimiz hasar gördü", HandoffReason.Sensitive)]
    [InlineData("domestic violence help", HandoffReason.Sensitive)]
    public void Anger_and_sensitive_matters_are_offered_a_person(string text, HandoffReason reason)
    {
        var offer = Assert.IsType<BotDecision.OfferPerson>(FaqFixtures.Decide(text));
        Assert.Equal(reason, offer.Reason);
        Assert.Equal(reason, Assert.IsType<BotDecision.Handoff>(FaqFixtures.Decide("evet", offer.Next)).Reason);
        Assert.Equal(reason, Assert.IsType<BotDecision.Handoff>(FaqFixtures.Decide(text, offer.Next)).Reason);
        Assert.IsType<BotDecision.SmallTalk>(FaqFixtures.Decide("hayır", offer.Next));
    }

    [Fact]
    public void Two_misses_in_a_row_offer_a_person()
    {
        var first = Assert.IsType<BotDecision.Rephrase>(FaqFixtures.Decide("blorf zımbat krenkes"));
        var second = Assert.IsType<BotDecision.OfferPerson>(FaqFixtures.Decide("blorf zımbat krenkes", first.Next));
        Assert.Equal(HandoffReason.MissedTwice, second.Reason);
    }

    [Fact]
    public void An_answer_between_two_misses_starts_the_count_again()
    {
        var miss = FaqFixtures.Decide("blorf zımbat krenkes");
        var answer = Assert.IsType<BotDecision.Answer>(FaqFixtures.Decide("su faturamı nasıl öderim", miss.Next));
        Assert.IsType<BotDecision.Rephrase>(FaqFixtures.Decide("blorf zımbat krenkes", answer.Next));
    }

    [Fact]
    public void The_same_question_again_and_an_answer_that_did_not_help_offer_a_person()
    {
        var answer = FaqFixtures.Decide("su faturamı nasıl öderim");
        Assert.Equal(HandoffReason.Repeated, Assert.IsType<BotDecision.OfferPerson>(FaqFixtures.Decide("su faturamı nasıl öderim", answer.Next)).Reason);
        Assert.Equal(HandoffReason.NotHelpful, Assert.IsType<BotDecision.OfferPerson>(FaqFixtures.Decide("bot:not-helpful", answer.Next)).Reason);
        Assert.Equal(HandoffReason.NotHelpful, Assert.IsType<BotDecision.OfferPerson>(FaqFixtures.Decide("hayır", answer.Next)).Reason);
    }
}
