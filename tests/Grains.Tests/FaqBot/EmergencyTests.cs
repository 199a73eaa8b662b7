namespace ContactHub.FaqBot;

public class EmergencyTests
{
    [Theory]
    [InlineData("yangın var")]
    [InlineData("YANGIN VAR!!!")]
    [InlineData("bizim sokakta yangin cikti")]
    [InlineData("yanign var çabuk")]
    [InlineData("evimiz yanıyor")]
    [InlineData("yangın merdiveninde yangın çıktı")]
    [InlineData("kazada yaralı var")]
    [InlineData("adam yaralandı yerde yatıyor")]
    [InlineData("köpek ısırdı yaralandım")]
    [InlineData("annem bayıldı")]
    [InlineData("babam nefes alamıyor")]
    [InlineData("bina çöktü")]
    [InlineData("asansörde mahsur kaldık")]
    [InlineData("elinde silah var")]
    [InlineData("komşuyu bıçakladılar")]
    [InlineData("kalp krizi geçiriyor")]
    [InlineData("trafik kazası oldu")]
    [InlineData("acil ambulans lazım")]
    [InlineData("imdat")]
    [InlineData("the house is on fire")]
    [InlineData("there is a fire in our building")]
    [InlineData("my father is unconscious")]
    [InlineData("someone is bleeding badly")]
    [InlineData("he has a gun")]
    [InlineData("حريق في البناية")]
    [InlineData("يوجد جريح")]
    public void Danger_gets_112(string text) => Assert.Equal("112", NumberFor(text));

    [Theory]
    [InlineData("evde gaz kokusu var", "187")]
    [InlineData("doğalgaz kokuyor", "187")]
    [InlineData("gaz kaçağı var galiba", "187")]
    [InlineData("I smell gas in the kitchen", "187")]
    [InlineData("gas leak", "187")]
    [InlineData("رائحة غاز", "187")]
    [InlineData("elektrik kablosu koptu", "186")]
    [InlineData("trafo patladı", "186")]
    [InlineData("elektrikler kesildi", "186")]
    [InlineData("power outage in our street", "186")]
    public void Gas_and_power_have_their_own_numbers(string text, string number) => Assert.Equal(number, NumberFor(text));

    [Theory]
    [InlineData("yangın tüpü belgesi nasıl alınır")]
    [InlineData("yangın merdiveni ruhsatı")]
    [InlineData("yangın raporu için itfaiyeye nasıl başvururum")]
    [InlineData("yangın yok merak etmeyin")]
    [InlineData("yangın değil sadece duman makinesi")]
    [InlineData("fire escape permit")]
    [InlineData("how do I get a fire safety certificate")]
    [InlineData("there is no fire")]
    [InlineData("silah ruhsatı için nereye gidilir")]
    [InlineData("yaralı kedi buldum")]
    [InlineData("an injured dog on the road")]
    [InlineData("hizmetinize bayıldım")]
    [InlineData("sisteminiz çöktü giremiyorum")]
    [InlineData("website collapsed")]
    [InlineData("hastaneye gitmek için ambulans istiyorum")]
    [InlineData("sokak lambası gündüz yanıyor")]
    [InlineData("su borusu patladı")]
    [InlineData("gün almak istiyorum")]
    [InlineData("gaz bağlantısını siz mi yapıyorsunuz")]
    [InlineData("kaldırım çöktü")]
    public void Harmless_uses_of_the_same_words_do_not(string text) => Assert.Null(NumberFor(text));

    [Fact]
    public void No_wording_of_the_FAQ_and_no_evaluation_question_is_taken_for_danger_or_a_wish_for_a_person()
    {
        var texts = FaqFixtures.Seed.SelectMany(entry => entry.Wordings).Select(wording => wording.Text).Concat(FaqFixtures.Questions.Select(question => question.Query));
        Assert.All(texts, text =>
        {
            Assert.Null(NumberFor(text));
            Assert.IsNotType<BotDecision.Handoff>(FaqFixtures.Decide(text));
            Assert.False(FaqFixtures.Decide(text) is BotDecision.OfferPerson { Reason: HandoffReason.Sensitive or HandoffReason.Angry }, text);
        });
    }

    [Fact]
    public void Danger_comes_before_everything_and_before_the_introduction()
    {
        var decision = FaqFixtures.Decide("temsilci istiyorum ev yanıyor yangın var rezalet");
        var emergency = Assert.IsType<BotDecision.Emergency>(decision);
        Assert.Equal("112", emergency.Number);
        Assert.Contains("112", decision.Text, StringComparison.Ordinal);
        Assert.Null(decision.Introduction);
        Assert.False(decision.Next.Greeted);
    }

    private static string? NumberFor(string text) => (FaqFixtures.Decide(text) as BotDecision.Emergency)?.Number;
}
