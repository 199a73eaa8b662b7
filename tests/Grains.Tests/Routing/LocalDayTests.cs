using System.Globalization;

namespace ContactHub.Routing.Tests;

public sealed class LocalDayTests
{
    [Theory]
    [InlineData("Europe/Istanbul", "2026-03-02T20:59:59Z", "2026-03-01T21:00:00Z")]
    [InlineData("Europe/Istanbul", "2026-03-02T21:00:00Z", "2026-03-02T21:00:00Z")]
    [InlineData("UTC", "2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z")]
    [InlineData("America/New_York", "2026-01-01T04:59:00Z", "2025-12-31T05:00:00Z")]
    public void A_day_begins_at_the_zones_midnight(string zone, string now, string start) => Begins(zone, now, start);

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z")] // 23 hours: still winter time at midnight.
    [InlineData("Europe/Berlin", "2026-03-29T22:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T22:30:00Z", "2026-10-24T22:00:00Z")] // 25 hours.
    [InlineData("Africa/Cairo", "2024-04-26T10:00:00Z", "2024-04-25T22:00:00Z")] // 00:00 was skipped: the day began at 01:00.
    [InlineData("America/Havana", "2024-11-03T15:00:00Z", "2024-11-03T04:00:00Z")] // 00:00 came twice.
    [InlineData("America/Havana", "2024-11-03T04:30:00Z", "2024-11-03T04:00:00Z")]
    [InlineData("America/Santiago", "2024-04-07T03:30:00Z", "2024-04-06T03:00:00Z")] // 23:30 for the second time is still the day before.
    public void A_day_with_a_change_of_summer_time_begins_where_its_date_does(string zone, string now, string start) => Begins(zone, now, start);

    private static void Begins(string zone, string now, string start) => Assert.Equal(
        DateTimeOffset.Parse(start, CultureInfo.InvariantCulture),
        LocalDay.Start(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)));
}
