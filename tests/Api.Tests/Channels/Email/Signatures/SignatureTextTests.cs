namespace ContactHub.Email.Tests;

public sealed class SignatureTextTests
{
    private static readonly Signer Everything = new("Deniz Yılmaz", "Şef", "Su ve Kanalizasyon");

    [Theory]
    [InlineData("Saygılarımla,\n{name}\n{title}, {department}", "Saygılarımla,\nDeniz Yılmaz\nŞef, Su ve Kanalizasyon")]
    [InlineData("{name}\r\n\r\nTel: 153", "Deniz Yılmaz\n\nTel: 153")]
    [InlineData("{NAME} {unknown} {", "{NAME} {unknown} {")]
    [InlineData("\n\n{name}\n\n", "Deniz Yılmaz")]
    public void Names_stand_where_they_are_wanted(string text, string expected) => Assert.Equal(expected, SignatureText.Fill(text, Everything));

    [Theory]
    [InlineData("{name}\n{title}\n{department}", "Deniz Yılmaz")]
    [InlineData("{name}\n{title}, {department}\nTel: 153", "Deniz Yılmaz\nTel: 153")]
    [InlineData("{title} – {name} | {department}", "Deniz Yılmaz")]
    [InlineData("{title}", "")]
    public void What_is_not_known_leaves_nothing_behind(string text, string expected) =>
        Assert.Equal(expected, SignatureText.Fill(text, new Signer("Deniz Yılmaz", "", "")));

    [Fact]
    public void A_name_that_looks_like_a_placeholder_stays_a_name() => Assert.Equal("{title} Şef", SignatureText.Fill("{name} {title}", Everything with { Name = "{title}" }));

    [Fact]
    public void However_long_the_names_it_is_never_longer_than_an_event_takes()
    {
        var filled = SignatureText.Fill(string.Concat(Enumerable.Repeat("{name}", 150)), Everything with { Name = "👩" + new string('x', 100) });
        Assert.InRange(filled.Length, 1_999, 2_000);
        Assert.False(char.IsHighSurrogate(filled[^1]));
    }
}
