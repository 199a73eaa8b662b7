namespace ContactHub.DirectLine.Tests;

/// <summary>Watermarks as text: whichever node gave one out, any reads it.</summary>
public sealed class WatermarkTests
{
    public static TheoryData<Watermark, string> Texts => new()
    {
        { Watermark.Beginning, "0" },
        { new Watermark(0), "greeted" },
        { new Watermark(1), "1" },
        { new Watermark(long.MaxValue), "9223372036854775807" },
        { new Watermark(12, "c-0198", 40), "12.c-0198.40" },
        { new Watermark(0, "c-0198", 0), "0.c-0198.0" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_watermark_is_read_back_as_it_was_written(Watermark watermark, string text)
    {
        Assert.Equal(text, watermark.ToString());
        Assert.Equal(watermark, Watermark.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void No_text_is_no_watermark(string? text) => Assert.Null(Watermark.Parse(text));

    [Theory]
    [InlineData("0000a-42")]
    [InlineData("-1")]
    [InlineData(" 1")]
    [InlineData("1.")]
    [InlineData("1.c-1")]
    [InlineData("1.c 1.2")]
    [InlineData("1.c-1.2.3")]
    [InlineData("1.c-1.-2")]
    [InlineData("9223372036854775808")]
    [InlineData("٣")]
    [InlineData("Greeted")]
    public void What_was_not_given_out_here_is_refused(string text) =>
        Assert.Equal((400, "BadArgument"), Refusal(Assert.Throws<DirectLineException>(() => Watermark.Parse(text))));

    private static (int, string) Refusal(DirectLineException refusal) => (refusal.Status, refusal.Code);
}
