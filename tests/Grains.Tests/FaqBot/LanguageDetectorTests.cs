namespace ContactHub.FaqBot;

public class LanguageDetectorTests
{
    [Theory]
    [InlineData("çöp ne zaman toplanıyor", "en", "tr")]
    [InlineData("cop ne zaman toplaniyor", "en", "tr")]
    [InlineData("where can I pay my bill", "tr", "en")]
    [InlineData("I lost my card in Beşiktaş", "tr", "en")]
    [InlineData("أين أدفع الفاتورة", "tr", "ar")]
    [InlineData("123", "en", "en")]
    [InlineData("123", "ar", "ar")]
    [InlineData("", "de", "tr")]
    public void The_text_decides_and_the_widget_breaks_ties(string text, string hint, string language) =>
        Assert.Equal(language, LanguageDetector.Detect(text, hint));

    [Fact]
    public void The_evaluation_set_is_told_apart()
    {
        Assert.InRange(FaqFixtures.English.Count(), 55, 59);
        Assert.InRange(FaqFixtures.Turkish.Count(), 270, 274);
    }
}
