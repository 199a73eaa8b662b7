using System.Collections.Immutable;

namespace ContactHub.Routing;

/// <summary>Open from one time of day to another; the end is not included. An end at or before the start is on the next day.</summary>
/// <param name="From">Minutes since midnight, 0 to 1439.</param>
/// <param name="To">Minutes since midnight, 1 to 1440.</param>
public readonly record struct OpenInterval(int From, int To)
{
    /// <summary>Minutes since the midnight of the day it begins on, up to 2879.</summary>
    public int End => To > From ? To : To + OpeningHours.MinutesADay;
}

/// <summary>A date with hours of its own in place of its weekday's; none at all when closed.</summary>
public sealed record Holiday(DateOnly Date, string Name, ImmutableArray<OpenInterval> Intervals);

/// <summary>
/// When a department is open: weekly intervals, with holidays instead, as wall-clock times of one time zone. A break is the gap between two
/// intervals; an interval over midnight belongs to the day it begins on. Days with a change of summer time have their true length: an hour that
/// is skipped is never open, one that comes twice is open twice.
/// </summary>
public sealed class OpeningHours(TimeZoneInfo timeZone, ImmutableDictionary<DayOfWeek, ImmutableArray<OpenInterval>> weekly, ImmutableArray<Holiday> holidays)
{
    internal const int MinutesADay = 24 * 60;
    private const int DaysAhead = 370;
    private readonly ImmutableDictionary<DateOnly, Holiday> holidayByDate = holidays.ToImmutableDictionary(holiday => holiday.Date);

    /// <summary>Never closed: what holds until somebody sets hours.</summary>
    public static OpeningHours Always { get; } = new(
        TimeZoneInfo.Utc, Enum.GetValues<DayOfWeek>().ToImmutableDictionary(day => day, _ => ImmutableArray.Create(new OpenInterval(0, MinutesADay))), []);

    public TimeZoneInfo TimeZone { get; } = timeZone;

    public ImmutableDictionary<DayOfWeek, ImmutableArray<OpenInterval>> Weekly { get; } = weekly;

    public ImmutableArray<Holiday> Holidays { get; } = holidays;

    public bool IsOpen(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, TimeZone);
        var date = DateOnly.FromDateTime(local.DateTime);
        var minute = local.Hour * 60 + local.Minute;
        return Covers(On(date), minute) || Covers(On(date.AddDays(-1)), minute + MinutesADay);
    }

    /// <summary>The instant it next opens, <paramref name="now"/> when it is open; null when it stays closed for a year.</summary>
    public DateTimeOffset? NextOpening(DateTimeOffset now)
    {
        if (IsOpen(now)) return now;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZone).DateTime);
        for (var day = 0; day < DaysAhead; day++)
        {
            var candidates = Starts(today.AddDays(day)).Where(start => start > now && IsOpen(start));
            if (candidates.Select(start => (DateTimeOffset?)start).Min() is { } opening) return opening;
        }

        return null;
    }

    /// <summary>The intervals that begin on a date.</summary>
    public ImmutableArray<OpenInterval> On(DateOnly date) =>
        holidayByDate.TryGetValue(date, out var holiday) ? holiday.Intervals : Weekly.GetValueOrDefault(date.DayOfWeek, []);

    /// <summary>The intervals that begin on the local date of an instant.</summary>
    public ImmutableArray<OpenInterval> Today(DateTimeOffset now) => On(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZone).DateTime));

    private static bool Covers(ImmutableArray<OpenInterval> intervals, int minute) =>
        intervals.Any(interval => interval.From <= minute && minute < interval.End);

    /// <summary>Instants at which a date may open: the starts, or every minute when the clocks change on it and any may become the first open one.</summary>
    private IEnumerable<DateTimeOffset> Starts(DateOnly date)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        var (before, after) = (TimeZone.GetUtcOffset(midnight), TimeZone.GetUtcOffset(midnight.AddDays(1)));
        if (before == after) return On(date).Select(interval => new DateTimeOffset(midnight.AddMinutes(interval.From), before));
        var first = new DateTimeOffset(midnight, before);
        return Enumerable.Range(0, (int)(MinutesADay + (before - after).TotalMinutes)).Select(minute => first.AddMinutes(minute));
    }
}
