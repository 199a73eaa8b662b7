namespace ContactHub.FaqBot;

public class FaqFileTests
{
    [Fact]
    public void The_demo_FAQ_is_complete_in_both_languages()
    {
        Assert.Equal(68, FaqFixtures.Seed.Length);
        Assert.All(FaqFixtures.Seed, entry =>
        {
            Assert.Equal(["tr", "en"], entry.Answers.Select(answer => answer.Language));
            Assert.True(entry.Wordings.Count(wording => wording.Language == "tr") >= 5, entry.Id);
            Assert.True(entry.Wordings.Count(wording => wording.Language == "en") >= 2, entry.Id);
            Assert.True(entry.IsAnswerable(FaqFixtures.Now), entry.Id);
            Assert.NotNull(entry.ReviewedAt);
        });
        Assert.Equal(
            FaqFixtures.Seed.Sum(entry => entry.Wordings.Length),
            FaqFixtures.Seed.SelectMany(entry => entry.Wordings).Select(wording => Fold.Text(wording.Text)).Distinct().Count());
    }

    [Theory]
    [InlineData("{", "valid JSON")]
    [InlineData("{}", "array")]
    [InlineData("[1]", "entry 1 isn't an object")]
    [InlineData("""[{"id":""}]""", "entry 1: id")]
    [InlineData("""[{"id":"a","wordings":[],"answers":{}}]""", "entry a: wordings must be an object")]
    [InlineData("""[{"id":"a","wordings":{},"answers":{"tr":"x"}}]""", "entry a has no wordings")]
    [InlineData("""[{"id":"a","wordings":{"tr":["x"]},"answers":{}}]""", "entry a has no answers")]
    [InlineData("""[{"id":"a","wordings":{"tr":"x"},"answers":{"tr":"x"}}]""", "wordings.tr isn't an array")]
    [InlineData("""[{"id":"a","wordings":{"tr":["x"]},"answers":{"tr":"x"},"category":"c","department":"d","validTo":"soon"}]""", "validTo isn't an ISO 8601 date")]
    [InlineData("""[{"id":"a","wordings":{"tr":["x"]},"answers":{"tr":"x"},"category":"c","department":"d","enabled":1}]""", "enabled must be")]
    [InlineData("""[{"id":"a","wordings":{"tr":["x"]},"answers":{"tr":"x"},"category":"c","department":"d"},{"id":"a","wordings":{"tr":["x"]},"answers":{"tr":"x"},"category":"c","department":"d"}]""", "Entry a occurs twice")]
    public void A_faulty_file_is_refused_with_the_place_of_the_fault(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => FaqFile.Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Optional_members_and_dates_are_read()
    {
        var entry = FaqFile.Read("""[{"id":"a","category":"c","department":"d","owner":"o","wordings":{"en":["q"]},"answers":{"en":"x"},"validFrom":"2026-01-01","validTo":"2026-02-01T12:00:00+03:00","enabled":false}]""")[0];
        Assert.Equal("o", entry.Owner);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), entry.ValidFrom);
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 12, 0, 0, TimeSpan.FromHours(3)), entry.ValidTo);
        Assert.False(entry.Enabled);
    }
}
