using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactHub.Texts;

namespace ContactHub.Routing;

/// <summary>The stored and wire form of <see cref="OpeningHours"/>, see docs/protocol.md section 8.</summary>
public static class OpeningHoursJson
{
    public const string DefaultTimeZone = "Europe/Istanbul";
    private const int MaxIntervals = 12;
    private const int MaxHolidays = 400;
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };
    private static readonly ImmutableArray<(string Name, DayOfWeek Day, StaffText Text)> Days =
    [
        ("mon", DayOfWeek.Monday, new StaffText("Pazartesi", "Monday")), ("tue", DayOfWeek.Tuesday, new StaffText("Salı", "Tuesday")),
        ("wed", DayOfWeek.Wednesday, new StaffText("Çarşamba", "Wednesday")), ("thu", DayOfWeek.Thursday, new StaffText("Perşembe", "Thursday")),
        ("fri", DayOfWeek.Friday, new StaffText("Cuma", "Friday")), ("sat", DayOfWeek.Saturday, new StaffText("Cumartesi", "Saturday")),
        ("sun", DayOfWeek.Sunday, new StaffText("Pazar", "Sunday")),
    ];

    /// <summary>Reads hours; a missing day is closed. When something is wrong, every fault comes as a sentence and nothing is read.</summary>
    public static bool TryRead(string json, [NotNullWhen(true)] out OpeningHours? hours, out ImmutableArray<StaffText> faults)
    {
        hours = null;
        HoursForm? form;
        try
        {
            form = JsonSerializer.Deserialize<HoursForm>(json, Format);
        }
        catch (JsonException e)
        {
            var path = e.Path ?? "$";
            faults = [new StaffText($"Çalışma saatleri şu yerde geçerli JSON değil: {path}", $"The opening hours are not valid JSON at {path}.")];
            return false;
        }

        var found = ImmutableArray.CreateBuilder<StaffText>();
        var zoneId = string.IsNullOrEmpty(form?.TimeZone) ? DefaultTimeZone : form.TimeZone;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out var zone))
            found.Add(new StaffText($"'{zoneId}' diye bir saat dilimi yok.", $"There is no time zone '{zoneId}'."));
        var given = form?.Weekly ?? [];
        foreach (var name in given.Keys.Where(name => !Days.Any(day => day.Name == name)))
            found.Add(new StaffText($"'{name}' bir gün değil: mon, tue, wed, thu, fri, sat, sun kullanın.",
                $"'{name}' is not a day: use mon, tue, wed, thu, fri, sat, sun."));
        var weekly = Days.ToImmutableDictionary(day => day.Day, day => Intervals(given.GetValueOrDefault(day.Name), day.Text, found));
        CheckNights(weekly, found);
        var holidays = Holidays(form?.Holidays ?? [], found);
        faults = found.ToImmutable();
        if (faults.IsEmpty) hours = new OpeningHours(zone!, weekly, holidays);
        return faults.IsEmpty;
    }

    /// <summary>All seven days, in the order of the week.</summary>
    public static string Write(OpeningHours hours) => JsonSerializer.Serialize(
        new HoursForm(
            hours.TimeZone.Id,
            Days.ToDictionary(day => day.Name, day => Forms(hours.Weekly.GetValueOrDefault(day.Day, []))),
            [.. hours.Holidays.Select(holiday => new HolidayForm(
                holiday.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), holiday.Name, holiday.Intervals.IsEmpty, Forms(holiday.Intervals)))]),
        Format);

    /// <summary>For people: <c>08:30–12:00, 13:00–17:30</c>; empty when closed.</summary>
    public static string Text(ImmutableArray<OpenInterval> intervals) => string.Join(", ", Forms(intervals).Select(interval => $"{interval.From}–{interval.To}"));

    private static ImmutableArray<Holiday> Holidays(HolidayForm[] forms, ImmutableArray<StaffText>.Builder faults)
    {
        if (forms.Length > MaxHolidays)
            faults.Add(new StaffText($"{forms.Length} tatil günü var, en çok {MaxHolidays} olabilir.",
                $"There are {forms.Length} holidays, at most {MaxHolidays} are allowed."));
        var holidays = ImmutableArray.CreateBuilder<Holiday>();
        var dates = new HashSet<DateOnly>();
        foreach (var form in forms)
        {
            if (!DateOnly.TryParseExact(form.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                faults.Add(new StaffText($"'{form.Date}' bir tarih değil: 2026-10-29 biçiminde yazın.", $"'{form.Date}' is not a date: write 2026-10-29."));
                continue;
            }

            if (!dates.Add(date)) faults.Add(new StaffText($"{form.Date} iki kez var.", $"{form.Date} is there twice."));
            var intervals = Intervals(form.Intervals, StaffText.Same(form.Date!), faults);
            if (form.Closed && intervals.Length > 0)
                faults.Add(new StaffText($"{form.Date} kapalı, ama saatleri var.", $"{form.Date} is closed, but has hours."));
            if (!form.Closed && intervals.IsEmpty)
                faults.Add(new StaffText($"{form.Date} ne kapalı ne de saatleri var.", $"{form.Date} is neither closed nor has it hours."));
            holidays.Add(new Holiday(date, form.Name ?? "", intervals));
        }

        return holidays.ToImmutable();
    }

    private static ImmutableArray<OpenInterval> Intervals(IntervalForm[]? forms, StaffText day, ImmutableArray<StaffText>.Builder faults)
    {
        var intervals = ImmutableArray.CreateBuilder<OpenInterval>();
        foreach (var form in forms ?? [])
        {
            if (Minutes(form.From) is not { } from || Minutes(form.To) is not { } to || from == MinutesADay || to == 0 || from == to)
                faults.Add(new StaffText($"{day.Tr}: '{form.From}' - '{form.To}' bir zaman aralığı değil: 08:30 - 17:30 gibi yazın, en geç 24:00.",
                    $"{day.En}: '{form.From}' to '{form.To}' is not a span of time: write 08:30 to 17:30, at most 24:00."));
            else intervals.Add(new OpenInterval(from, to));
        }

        intervals.Sort((a, b) => a.From.CompareTo(b.From));
        if (intervals.Count > MaxIntervals)
            faults.Add(new StaffText($"{day.Tr}: {intervals.Count} zaman aralığı var, en çok {MaxIntervals} olabilir.",
                $"{day.En}: there are {intervals.Count} spans of time, at most {MaxIntervals} are allowed."));
        for (var i = 1; i < intervals.Count; i++)
        {
            var at = Time(intervals[i].From);
            if (intervals[i].From < intervals[i - 1].End)
                faults.Add(new StaffText($"{day.Tr}: iki zaman aralığı {at} saatinde çakışıyor.", $"{day.En}: two spans of time overlap at {at}."));
        }

        return intervals.ToImmutable();
    }

    private static void CheckNights(ImmutableDictionary<DayOfWeek, ImmutableArray<OpenInterval>> weekly, ImmutableArray<StaffText>.Builder faults)
    {
        for (var i = 0; i < Days.Length; i++)
        {
            var next = Days[(i + 1) % Days.Length];
            var night = weekly[Days[i].Day].Select(interval => interval.End - MinutesADay).DefaultIfEmpty(0).Max();
            if (weekly[next.Day].Any(interval => interval.From < night))
                faults.Add(new StaffText($"{next.Text.Tr}: bir zaman aralığı, {Days[i].Text.Tr} gecesi bitmeden başlıyor.",
                    $"{next.Text.En}: a span of time begins before the night of {Days[i].Text.En} has ended."));
        }
    }

    private const int MinutesADay = OpeningHours.MinutesADay;

    private static int? Minutes(string? text)
    {
        if (text == "24:00") return MinutesADay;
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Hour * 60 + time.Minute : null;
    }

    private static string Time(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");

    private static IntervalForm[] Forms(ImmutableArray<OpenInterval> intervals) => [.. intervals.Select(interval => new IntervalForm(Time(interval.From), Time(interval.To)))];

    private sealed record HoursForm(string? TimeZone, Dictionary<string, IntervalForm[]>? Weekly, HolidayForm[]? Holidays);

    private sealed record HolidayForm(string? Date, string? Name, bool Closed, IntervalForm[]? Intervals);

    private sealed record IntervalForm(string? From, string? To);
}
