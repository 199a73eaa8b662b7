using System.Globalization;

namespace ContactHub.Routing;

public sealed class OpeningHoursTests
{
    private const string Office =
        """
        {"timeZone":"Europe/Istanbul","weekly":{
          "mon":[{"from":"08:30","to":"12:00"},{"from":"13:00","to":"17:30"}],"tue":[{"from":"08:30","to":"17:30"}],
          "fri":[{"from":"22:00","to":"02:00"}],"sat":[],"sun":[]},
         "holidays":[{"date":"2026-05-19","name":"Gençlik ve Spor Bayramı","closed":true,"intervals":[]},
                     {"date":"2026-10-26","name":"Yarım gün","closed":false,"intervals":[{"from":"08:30","to":"12:30"}]}]}
        """;

    [Theory]
    [InlineData("2026-05-04T08:29:59+03:00", false)] // A Monday.
    [InlineData("2026-05-04T08:30:00+03:00", true)]
    [InlineData("2026-05-04T11:59:59+03:00", true)]
    [InlineData("2026-05-04T12:00:00+03:00", false)] // The break.
    [InlineData("2026-05-04T13:00:00+03:00", true)]
    [InlineData("2026-05-04T14:29:59Z", true)]
    [InlineData("2026-05-04T14:30:00Z", false)]
    [InlineData("2026-05-08T23:00:00+03:00", true)] // Friday night,
    [InlineData("2026-05-09T01:59:59+03:00", true)] // over midnight into a Saturday that has no hours.
    [InlineData("2026-05-09T02:00:00+03:00", false)]
    [InlineData("2026-05-19T10:00:00+03:00", false)] // A Tuesday, but a holiday.
    [InlineData("2026-10-26T12:15:00+03:00", true)]
    [InlineData("2026-10-26T13:30:00+03:00", false)]
    public void Hours_hold_with_breaks_nights_and_holidays(string at, bool open) => Assert.Equal(open, Read(Office).IsOpen(At(at)));

    [Theory]
    [InlineData("2026-05-04T07:00:00+03:00", "2026-05-04T08:30:00+03:00")]
    [InlineData("2026-05-04T09:00:00+03:00", "2026-05-04T09:00:00+03:00")]
    [InlineData("2026-05-04T12:10:00+03:00", "2026-05-04T13:00:00+03:00")]
    [InlineData("2026-05-09T03:00:00+03:00", "2026-05-11T08:30:00+03:00")]
    [InlineData("2026-05-18T18:00:00+03:00", "2026-05-22T22:00:00+03:00")] // The holiday in between is skipped.
    public void The_next_opening_is_found(string at, string opening) => Assert.Equal(At(opening), Read(Office).NextOpening(At(at)));

    [Fact]
    public void What_never_opens_has_no_next_opening() => Assert.Null(Read("""{"weekly":{}}""").NextOpening(At("2026-05-04T07:00:00Z")));

    [Fact]
    public void A_night_that_loses_an_hour_to_summer_time_opens_when_the_clock_has_jumped()
    {
        // Berlin, 2026-03-29: 02:00 becomes 03:00.
        var hours = Read("""{"timeZone":"Europe/Berlin","weekly":{"sun":[{"from":"02:30","to":"05:00"}]}}""");
        Assert.Equal(At("2026-03-29T03:00:00+02:00"), hours.NextOpening(At("2026-03-29T00:00:00+01:00")));
        Assert.False(hours.IsOpen(At("2026-03-29T01:59:59+01:00")));
        Assert.True(hours.IsOpen(At("2026-03-29T03:00:00+02:00")));
    }

    [Fact]
    public void A_span_in_the_hour_that_comes_twice_opens_twice()
    {
        // Berlin, 2026-10-25: 03:00 becomes 02:00.
        var hours = Read("""{"timeZone":"Europe/Berlin","weekly":{"sun":[{"from":"02:15","to":"02:45"}]}}""");
        Assert.Equal(At("2026-10-25T02:15:00+02:00"), hours.NextOpening(At("2026-10-25T00:00:00+02:00")));
        Assert.Equal(At("2026-10-25T02:15:00+01:00"), hours.NextOpening(At("2026-10-25T02:50:00+02:00")));
    }

    [Fact]
    public void The_next_opening_is_the_first_open_minute_in_every_week_of_the_year()
    {
        var hours = Read(Office.Replace("Europe/Istanbul", "Europe/Berlin", StringComparison.Ordinal));
        var at = At("2026-03-27T00:00:00Z");
        for (var i = 0; i < 10 * 24 * 4; i++, at = at.AddMinutes(15))
        {
            var first = Enumerable.Range(0, 8 * 24 * 60).Select(minute => at.AddMinutes(minute)).First(hours.IsOpen);
            Assert.Equal(first, hours.NextOpening(at));
        }
    }

    [Fact]
    public void What_was_written_is_read_again()
    {
        var written = OpeningHoursJson.Write(Read(Office));
        Assert.Equal(written, OpeningHoursJson.Write(Read(written)));
        Assert.Contains("\"wed\":[]", written, StringComparison.Ordinal);
        Assert.Contains("{\"from\":\"22:00\",\"to\":\"02:00\"}", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Today_is_told_in_words()
        => Assert.Equal("08:30–12:00, 13:00–17:30", OpeningHoursJson.Text(Read(Office).Today(At("2026-05-04T20:00:00Z"))));

    [Fact]
    public void Every_fault_is_reported_at_once()
    {
        const string Broken =
            """
            {"timeZone":"Europe/Atlantis","weekly":{"mon":[{"from":"08:30","to":"12:00"},{"from":"11:00","to":"17:30"}],"tue":[{"from":"8","to":"25:00"}],
             "wed":[{"from":"22:00","to":"09:00"}],"thu":[{"from":"08:00","to":"17:00"}],"montag":[]},
             "holidays":[{"date":"19.05.2026","closed":true},{"date":"2026-05-19","closed":true,"intervals":[{"from":"08:00","to":"09:00"}]},{"date":"2026-05-19","closed":false}]}
            """;
        Assert.False(OpeningHoursJson.TryRead(Broken, out _, out var faults));
        foreach (var part in new[] { "Atlantis", "overlap at 11:00", "'25:00'", "night of Wednesday", "'montag'", "'19.05.2026'", "is closed, but", "twice", "neither closed" })
            Assert.Single(faults, fault => fault.En.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void Text_that_is_not_json_is_refused_by_name()
    {
        Assert.False(OpeningHoursJson.TryRead("""{"weekly":7}""", out _, out var faults));
        Assert.Contains("$.weekly", Assert.Single(faults).En, StringComparison.Ordinal);
    }

    private static OpeningHours Read(string json)
    {
        Assert.True(OpeningHoursJson.TryRead(json, out var hours, out var faults), string.Join(' ', faults.Select(fault => fault.En)));
        return hours;
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
