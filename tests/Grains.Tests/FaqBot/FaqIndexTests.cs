namespace ContactHub.FaqBot;

public class FaqIndexTests
{
    [Theory]
    [InlineData("su faturamı nasıl öderim")]
    [InlineData("SU FATURAMI NASIL ÖDERİM")]
    [InlineData("su faturami nasil oderim?")]
    [InlineData("su ftauramı nasıl öderim")]
    public void A_wording_finds_its_entry_however_it_is_typed(string query)
    {
        var found = FaqFixtures.Index.Search(query, 3);
        Assert.Equal("su-fatura-ode", found.Matches[0].Entry.Id);
        Assert.Equal(3, found.Matches.Length);
    }

    [Fact]
    public void A_wording_typed_as_it_stands_is_answered_for_sure_and_nonsense_not_even_offered()
    {
        var options = new FaqBotOptions();
        foreach (var entry in FaqFixtures.Seed)
            foreach (var wording in entry.Wordings)
            {
                var found = FaqFixtures.Index.Search(wording.Text.ToUpperInvariant(), 2);
                Assert.True(found.Matches[0].Entry.Id == entry.Id, $"{wording.Text}: {found.Matches[0].Entry.Id}");
                Assert.Equal(ConfidenceBand.Answer, options.BandOf(found));
            }
        var nonsense = FaqFixtures.Index.Search("blorf zımbat krenkes", 3);
        Assert.Equal(ConfidenceBand.Rephrase, options.BandOf(nonsense));
    }

    [Fact]
    public void Scores_fall_from_match_to_match_and_the_margin_is_the_first_lead()
    {
        foreach (var question in FaqFixtures.Questions)
        {
            var found = FaqFixtures.Index.Search(question.Query, 5);
            var scores = found.Matches.Select(match => match.Score).ToArray();
            Assert.Equal(scores.OrderDescending(), scores);
            Assert.All(scores, score => Assert.InRange(score, 0, 1));
            if (scores.Length > 1) Assert.Equal(scores[0] - scores[1], found.Margin, 12);
            Assert.Equal(found.Matches.Length, found.Matches.Select(match => match.Entry.Id).Distinct().Count());
        }
    }

    [Fact]
    public void Disabled_and_expired_entries_are_not_found()
    {
        var now = FaqFixtures.Now;
        var index = FaqIndex.Build(
        [
            FaqFixtures.Entry("off", "havuz saatleri") with { Enabled = false },
            FaqFixtures.Entry("over", "havuz saatleri nedir") with { ValidTo = now },
            FaqFixtures.Entry("future", "havuz saatleri neler") with { ValidFrom = now.AddTicks(1) },
            FaqFixtures.Entry("current", "yüzme havuzu kaçta açılıyor") with { ValidFrom = now, ValidTo = now.AddTicks(1) },
        ]);
        Assert.Equal(["current"], index.Search("havuz saatleri", 5, now).Matches.Select(match => match.Entry.Id));
        Assert.DoesNotContain(index.Search("havuz saatleri", 5).Matches, match => match.Entry.Id == "off");
    }

    [Fact]
    public void Unfinished_entries_are_left_out_and_one_entry_alone_is_found()
    {
        var index = FaqIndex.Build(
        [
            FaqFixtures.Entry("draft") with { DepartmentId = "yuzme-havuzu" },
            FaqFixtures.Entry("unanswered", "yüzme havuzu") with { Answers = [] },
            FaqFixtures.Entry("done", "yüzme havuzu kaçta açılıyor"),
            FaqFixtures.Entry("signs", "?!"),
        ]);
        Assert.Equal(2, index.Count);
        Assert.Equal(["done"], index.Search("yüzme havuzu", 5).Matches.Select(match => match.Entry.Id));
    }

    [Fact]
    public void An_edit_takes_effect_and_a_rebuilt_index_equals_a_fresh_one()
    {
        var edited = FaqFixtures.Seed.Add(FaqFixtures.Entry("havuz", "Yüzme havuzu kaçta açılıyor?")).RemoveAt(0);
        var rebuilt = FaqFixtures.Index.Rebuild(edited);
        var fresh = FaqIndex.Build(edited);
        Assert.Equal("havuz", rebuilt.Search("yüzme havuzu", 1).Matches[0].Entry.Id);
        Assert.Null(rebuilt.Find(FaqFixtures.Seed[0].Id));
        Assert.All(FaqFixtures.Questions, question =>
            Assert.Equal(fresh.Search(question.Query, 3).Matches.AsEnumerable(), rebuilt.Search(question.Query, 3).Matches.AsEnumerable()));
    }

    [Fact]
    public void An_empty_index_and_an_empty_query_find_nothing()
    {
        Assert.Empty(FaqIndex.Build([]).Search("su", 3).Matches);
        Assert.Empty(FaqFixtures.Index.Search(" ?! ", 3).Matches);
    }

    [Fact]
    public async Task Many_threads_get_the_same_results_as_one()
    {
        var alone = FaqFixtures.Questions.Select(question => FaqFixtures.Index.Search(question.Query, 3).Matches).ToArray();
        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            FaqFixtures.Questions.Select(question => FaqFixtures.Index.Search(question.Query, 3).Matches).ToArray())));
        Assert.All(together, results => Assert.Equal(alone.SelectMany(one => one), results.SelectMany(one => one)));
    }

    [Fact]
    public void A_search_over_five_thousand_entries_allocates_little()
    {
        var index = FaqIndex.Build(Enumerable.Range(0, 5000).Select(i =>
            FaqFixtures.Entry($"e{i}", $"{FaqFixtures.Seed[i % FaqFixtures.Seed.Length].Wordings[0].Text} {i}", $"konu {i * 7919 % 5000}")));
        foreach (var question in FaqFixtures.Questions) index.Search(question.Query, 3);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var question in FaqFixtures.Questions) index.Search(question.Query, 3);
        var perSearch = (GC.GetAllocatedBytesForCurrentThread() - before) / FaqFixtures.Questions.Length;
        Assert.InRange(perSearch, 1, 48 * 1024);
    }
}
