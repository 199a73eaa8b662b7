namespace ContactHub.Messengers.Tests;

public sealed class MessageTextTests
{
    [Fact]
    public void A_text_is_cut_behind_a_line_else_between_words_and_nothing_of_it_is_lost()
    {
        Assert.Equal(["bir iki", "üç dört"], MessageText.Split("bir iki\nüç dört", 10));
        Assert.Equal(["bir iki", "üç"], MessageText.Split("bir iki üç", 8));
        Assert.Equal(["aaaa", "aaa"], MessageText.Split("aaaaaaa", 4));
        Assert.Equal(["kısa"], MessageText.Split("  kısa ", 4096));
        Assert.Empty(MessageText.Split(" \n ", 10));
    }

    [Fact]
    public void No_character_is_cut_in_two()
    {
        foreach (var most in Enumerable.Range(2, 7))
        {
            var parts = MessageText.Split(string.Concat(Enumerable.Repeat("😀", 20)), most);
            Assert.Equal(40, parts.Sum(part => part.Length));
            Assert.All(parts, part => Assert.False(char.IsLowSurrogate(part[0]) || char.IsHighSurrogate(part[^1]) || part.Length > most));
        }
    }

    [Fact]
    public void Every_turkish_answer_of_any_length_is_sent_whole()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var words = Enumerable.Range(0, random.Next(1, 3_000)).Select(_ => new string('ğ', random.Next(1, 12))).ToList();
            var text = string.Concat(words.Select(word => word + (random.Next(8) == 0 ? "\n" : " ")));
            var parts = MessageText.Split(text, 4096);
            Assert.All(parts, part => Assert.InRange(part.Length, 1, 4096));
            Assert.Equal(words, parts.SelectMany(part => part.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
        }
    }

    [Theory]
    [InlineData("**Çöp ne zaman?**\n\nHer *salı*.", "Çöp ne zaman?\n\nHer salı.")]
    [InlineData("[Borç sorgula](https://ornek.bel.tr/borc?a=1)", "Borç sorgula (https://ornek.bel.tr/borc?a=1)")]
    [InlineData("[444 0 185](tel:4440185) ya da [yaz](mailto:cozum@ornek.bel.tr)", "444 0 185 (4440185) ya da yaz (cozum@ornek.bel.tr)")]
    [InlineData("[form](/formlar/1)", "form")]
    [InlineData("3 * 4 * 5 = 60 ve a*b*c", "3 * 4 * 5 = 60 ve a*b*c")]
    [InlineData("- bir\n- iki", "- bir\n- iki")]
    public void The_bots_markdown_reads_as_plain_text(string markdown, string plain) => Assert.Equal(plain, MessageText.Plain(markdown));
}
