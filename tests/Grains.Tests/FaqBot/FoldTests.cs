namespace ContactHub.FaqBot;

public class FoldTests
{
    [Theory]
    [InlineData("FATURASI", "faturasi")]
    [InlineData("faturası", "faturasi")]
    [InlineData("İSTANBUL ılık Iğdır", "istanbul ilik igdir")]
    [InlineData("i\u0307stanbul s\u0327is\u0327e g\u0306", "istanbul sise g")]
    [InlineData("ŞÇĞÖÜ şçğöü âîû", "scgou scgou aiu")]
    [InlineData("Mersin'de Mersin’den 444'lü", "mersin mersin 444")]
    [InlineData("'Şifremi unuttum'", "sifremi unuttum")]
    [InlineData("what's the café's name?", "what the cafe name")]
    [InlineData("e-belediye / 7-24", "e belediye 7 24")]
    [InlineData("٠١٢٣ ۴۵ １２", "0123 45 12")]
    [InlineData("أُرِيدُ مُوَظَّفاً", "اريد موظفا")]
    [InlineData("  …!?  ", "")]
    [InlineData("\uD83D\uDE00 su\uD83D borusu\uDE00", "su borusu")]
    [InlineData("Straße Æ ＡＢｃ", "strasse ae abc")]
    public void Folds(string text, string folded) => Assert.Equal(folded, Fold.Text(text));

    [Fact]
    public void Folding_a_folded_text_changes_nothing() =>
        Assert.All(FaqFixtures.Questions, question => Assert.Equal(Fold.Text(question.Query), Fold.Text(Fold.Text(question.Query))));

    [Fact]
    public void Every_character_folds_without_an_exception_and_to_no_capital()
    {
        for (var c = char.MinValue; c < char.MaxValue; c++)
            Assert.All(Fold.Text(c.ToString()), folded => Assert.False(folded is >= 'A' and <= 'Z' or 'İ' or 'ı', $"U+{(int)c:X4}"));
    }
}
